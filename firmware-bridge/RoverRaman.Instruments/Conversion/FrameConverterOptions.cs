using RoverRaman.Instruments.Calibration;

namespace RoverRaman.Instruments.Conversion;

/// <summary>What is done to counts on their way to the grid, besides the dark.</summary>
public sealed record FrameConverterOptions
{
    /// <summary>A calibration; it takes the place of the instrument's own wavelengths and of the laser's nominal one.</summary>
    public WavelengthCalibration? Calibration { get; init; }

    /// <summary>The instrument's wavelengths and the nominal laser wavelength are those in air; they are brought to vacuum.</summary>
    public bool InAir { get; init; }

    /// <summary>
    /// Looks for cosmic rays in single frames too (Whitaker and Hayes). Off by default: on detectors with few pixels a band one pixel wide
    /// looks like a spike. Comparing two frames (<see cref="FrameStack"/>) needs no such guess.
    /// </summary>
    public bool SingleFrameDespike { get; init; }

    /// <summary>Replaces pixels whose dark stands far out of the others.</summary>
    public bool HotPixels { get; init; } = true;

    /// <summary>Added to every Raman shift, cm-1: a drift that a check line showed, with its sign turned.</summary>
    public double ShiftOffset { get; init; }
}
