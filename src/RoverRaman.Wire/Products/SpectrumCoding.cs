namespace RoverRaman.Wire;

/// <summary>How a spectrum of tier 4 is coded. Frozen values.</summary>
public enum SpectrumCoding : byte
{
    /// <summary>Every bit of every float32: order-preserving integers, differences, byte planes, Brotli.</summary>
    Lossless = 0,
    /// <summary>Multiples of a step, off by at most half of it: differences, byte planes, Brotli.</summary>
    Near = 1,
}
