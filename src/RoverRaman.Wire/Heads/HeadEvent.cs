namespace RoverRaman.Wire;

/// <summary>
/// From the daemon: one step in the life of a head. The same records, with whole hashes, are the onboard audit log: each carries the
/// hash of all before it, so that nobody can change one unseen.
/// </summary>
public sealed record HeadEvent
{
    /// <summary>Longest id and chain, bytes: SHA-256.</summary>
    public const int HashSize = 32;

    /// <summary>Shortest id and chain, bytes: what travels.</summary>
    public const int ShortHashSize = 8;

    /// <summary>Number of this event since the log began.</summary>
    public required uint Sequence { get; init; }

    /// <summary>When, milliseconds since 1970.</summary>
    public required long UnixMilliseconds { get; init; }

    /// <summary>How far the time can be trusted.</summary>
    public required TimeQuality TimeQuality { get; init; }

    /// <summary>What happened.</summary>
    public required HeadStep Step { get; init; }

    /// <summary>Why: <see cref="HeadReason"/>, or a code of RoverRaman.Heads.HeadRefusal.</summary>
    public HeadReason Reason { get; init; }

    /// <summary>Version of the head; of a revocation or a lowering, its own counter.</summary>
    public uint HeadVersion { get; init; }

    /// <summary>SHA-256 of the head's file, or its first eight bytes.</summary>
    public required ReadOnlyMemory<byte> HeadId { get; init; }

    /// <summary>Id of the key that signed it; 0 where none did.</summary>
    public uint SignerId { get; init; }

    /// <summary>SHA-256 of the previous event's chain and this event's bytes with an empty chain; or its first eight bytes.</summary>
    public ReadOnlyMemory<byte> Chain { get; init; }

    /// <summary>The form that travels: id and chain cut to eight bytes.</summary>
    public HeadEvent Shorten() => this with
    {
        HeadId = HeadId[..Math.Min(HeadId.Length, ShortHashSize)],
        Chain = Chain[..Math.Min(Chain.Length, ShortHashSize)],
    };
}
