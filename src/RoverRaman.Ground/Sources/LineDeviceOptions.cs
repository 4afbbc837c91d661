using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>How a conversation over the product link goes.</summary>
/// <param name="Store">Archive: answers come down as products, and go there.</param>
public sealed record LineDeviceOptions(string Store)
{
    /// <summary>Where products come down (as for <see cref="LinkEndpoint.Open"/>); null where another program receives into the same archive.</summary>
    public string? Source { get; init; }

    /// <summary>Rate of a serial source, bit/s; null leaves it as it is set.</summary>
    public int? Baud { get; init; }

    /// <summary>Where the robot, or a relay to it, listens; null: the line that products come down on.</summary>
    public string? Target { get; init; }

    /// <summary>What the link puts around each unit.</summary>
    public LinkEnvelope Envelope { get; init; } = LinkEnvelope.Cobs;

    /// <summary>Largest frame up, bytes.</summary>
    public int Mtu { get; init; } = 1200;

    /// <summary>Rate of the way up that is never exceeded, bits a second.</summary>
    public double BitsPerSecond { get; init; } = 1_000_000;

    /// <summary>Longest wait for an answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer is waited for before a command is sent again: more than the way there and back.</summary>
    public TimeSpan RepeatAfter { get; init; } = TimeSpan.FromSeconds(5);
}
