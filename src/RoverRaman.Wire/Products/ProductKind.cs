namespace RoverRaman.Wire;

/// <summary>What goes down about one spectrum, by size. Frozen values. Every kind decodes alone; the sequence joins them.</summary>
public enum ProductKind : byte
{
    /// <summary>Tier 0: 34 bits, the user data of a JANUS packet (STANAG 4748).</summary>
    Bits = 0,
    /// <summary>Tier 1: 8 bytes.</summary>
    Tiny = 1,
    /// <summary>Tier 2: at most 24 bytes.</summary>
    Standard = 2,
    /// <summary>Tier 3: the decision and its peaks.</summary>
    Peaks = 3,
    /// <summary>Tier 3: the network's features as signed bytes.</summary>
    Features = 4,
    /// <summary>Tier 3: a picture of the spectrum in 64 bytes.</summary>
    Thumbnail64 = 5,
    /// <summary>Tier 3: a picture of the spectrum in 256 bytes.</summary>
    Thumbnail256 = 6,
    /// <summary>Tier 4: the spectrum within a stated error.</summary>
    Near = 7,
    /// <summary>Tier 4: the spectrum, every bit.</summary>
    Lossless = 8,
    /// <summary>What is still held onboard.</summary>
    Catalogue = 9,
    /// <summary>Any other message: health, reply, hello.</summary>
    Message = 10,
}
