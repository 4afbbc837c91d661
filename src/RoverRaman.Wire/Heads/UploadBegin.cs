namespace RoverRaman.Wire;

/// <summary>To the daemon: a signed object will come in chunks. Sent again, it asks what is missing; after a reboot or days, too.</summary>
/// <param name="CommandId">Chosen by the sender.</param>
/// <param name="UploadId">Chosen by the sender; names this upload in every chunk.</param>
/// <param name="Size">Bytes of the whole object.</param>
/// <param name="ChunkSize">Bytes of each chunk but the last.</param>
/// <param name="ContentId">First eight bytes of the object's SHA-256, big-endian.</param>
public sealed record UploadBegin(uint CommandId, ushort UploadId, uint Size, ushort ChunkSize, ulong ContentId)
{
    /// <summary>Smallest chunk, bytes.</summary>
    public const int MinChunkSize = 4;

    /// <summary>Largest chunk, bytes: a command is at most 4,096.</summary>
    public const int MaxChunkSize = 4000;

    /// <summary>Most chunks of one object.</summary>
    public const int MaxChunks = ushort.MaxValue + 1;
}
