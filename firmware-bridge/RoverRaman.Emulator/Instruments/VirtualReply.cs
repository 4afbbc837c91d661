namespace RoverRaman.Emulator;

/// <summary>What the virtual instrument does in answer to a request.</summary>
/// <param name="Bytes">What it sends.</param>
/// <param name="Work">How long it takes before it sends: the integration time.</param>
/// <param name="Played">The spectrum inside, when it is one of a sample.</param>
/// <param name="HangUp">Whether the line goes down after the bytes.</param>
public sealed record VirtualReply(byte[] Bytes, TimeSpan Work, PlayedSpectrum? Played = null, bool HangUp = false)
{
    /// <summary>What it answers.</summary>
    public ReplyKind Kind { get; init; } = ReplyKind.Answer;

    /// <summary>The same request refused with an error number, as this protocol writes it; null where it has no refusal.</summary>
    public Func<int, byte[]>? Refusal { get; init; }

    /// <summary>Error numbers that a refusal can carry; as many as there are when <see cref="Refusal"/> is there.</summary>
    public IReadOnlyList<int> Errors { get; init; } = [];

    /// <summary>How much later than it could it is sent.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Kept back until the next reply goes out, and then sent in front of it.</summary>
    public bool Held { get; init; }

    /// <summary>How long the instrument hears nothing afterwards; after a hang-up, how long the line stays away.</summary>
    public TimeSpan Deaf { get; init; }
}
