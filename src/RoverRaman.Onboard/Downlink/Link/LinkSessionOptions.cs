using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>How products travel over one link.</summary>
public sealed record LinkSessionOptions
{
    /// <summary>What is put around each unit.</summary>
    public LinkEnvelope Envelope { get; init; } = LinkEnvelope.Cobs;

    /// <summary>Largest frame, bytes; larger products are cut into fragments (default 1,200).</summary>
    public int Mtu { get; init; } = 1200;

    /// <summary>Packets of 13 bits instead of bytes: products of tier 0 alone, each frame a word of 2 bytes big-endian.</summary>
    public bool IsBitLink { get; init; }

    /// <summary>APID of the first product kind.</summary>
    public ushort Apid { get; init; } = LinkFramer.DefaultApid;

    /// <summary>Rate that is never exceeded, bits a second; 0 for no limit.</summary>
    public double BitsPerSecond { get; init; }

    /// <summary>When the link can be used.</summary>
    public ContactWindows Windows { get; init; }

    /// <summary>The ground answers: what it does not acknowledge is sent again. False for a link of one direction: sent is the end.</summary>
    public bool UseAcknowledgements { get; init; } = true;

    /// <summary>Wait for an acknowledgement before a product is sent again, ms: more than the way there and back and the ground's pause (default 10 s).</summary>
    public long AcknowledgeTimeout { get; init; } = 10_000;
}
