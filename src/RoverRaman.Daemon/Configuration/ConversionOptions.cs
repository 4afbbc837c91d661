using RoverRaman.Instruments.Calibration;
using RoverRaman.Instruments.Conversion;
using RoverRaman.Onboard;

namespace RoverRaman.Daemon;

/// <summary>From counts to Raman shift, as a configuration says it.</summary>
public sealed record ConversionOptions
{
    /// <summary>A calibration in place of the instrument's own wavelengths, or null.</summary>
    public WavelengthCalibration? Calibration { get; init; }

    /// <summary>The instrument's wavelengths and the laser's are those in air.</summary>
    public bool InAir { get; init; }

    /// <summary>Looks for cosmic rays in single frames.</summary>
    public bool SingleFrameDespike { get; init; }

    /// <summary>Raman shift of a line that is always there, cm-1, or null.</summary>
    public double? CheckLine { get; init; }

    /// <summary>Shifts the axis by what the check line shows.</summary>
    public bool CorrectDrift { get; init; }

    /// <summary>The stage that does it.</summary>
    public FramePreprocessor Create(double laserNanometres) => new(
        laserNanometres, new FrameConverterOptions { Calibration = Calibration, InAir = InAir, SingleFrameDespike = SingleFrameDespike },
        CheckLine is { } line ? new DriftMonitor(line) : null, CorrectDrift);
}
