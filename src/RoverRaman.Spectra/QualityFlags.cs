namespace RoverRaman.Spectra;

/// <summary>What is wrong with a measured spectrum. The values travel on the wire and only grow.</summary>
[Flags]
public enum QualityFlags : ushort
{
    /// <summary>Nothing found.</summary>
    None = 0,
    /// <summary>NaN or infinity.</summary>
    NotFinite = 1,
    /// <summary>At least one pixel reached the detector's maximum, less a margin.</summary>
    Saturated = 2,
    /// <summary>No light: the spectrum does not rise above the dark.</summary>
    Dark = 4,
    /// <summary>All values (nearly) equal.</summary>
    Flat = 8,
    /// <summary>The instrument covers less than half of the grid.</summary>
    PoorCoverage = 16,
    /// <summary>No peak stands clear of the noise.</summary>
    LowSignal = 32,
    /// <summary>No dark of the same integration time was subtracted.</summary>
    NoDark = 64,
}
