using System.Globalization;
using RoverRaman.Instruments;
using RoverRaman.Instruments.Calibration;
using RoverRaman.Instruments.Conversion;

namespace RoverRaman.Cli;

/// <summary>One spectrum taken for a person: with the light on and a dark before it, or without any light.</summary>
sealed class InstrumentShot
{
    /// <summary>Counts less dark.</summary>
    public required float[] Net { get; init; }

    /// <summary>Highest raw count.</summary>
    public required float Maximum { get; init; }

    public required FrameInfo Info { get; init; }

    public bool HasDark { get; init; }

    public int CosmicRays { get; init; }

    public double? DetectorCelsius { get; init; }

    public static InstrumentShot Take(ISpectrometer instrument, bool excitation, int frames, CancellationToken cancellation)
    {
        var stack = new FrameStack(instrument.Info.PixelCount, frames);
        float[] dark = new float[instrument.Info.PixelCount], light = new float[dark.Length];
        if (excitation)
        {
            Average(instrument, stack, frames, dark, cancellation, out _);
            instrument.SetExcitation(true, cancellation);
        }
        var info = Average(instrument, stack, frames, light, cancellation, out var rays);
        if (excitation)
            instrument.SetExcitation(false, cancellation);
        return new InstrumentShot
        {
            Maximum = light.Max(),
            Net = [.. light.Select((value, i) => value - dark[i])],
            Info = info,
            HasDark = excitation,
            CosmicRays = rays,
            DetectorCelsius = instrument.ReadTemperature(cancellation),
        };
    }

    public bool IsSaturated(SpectrometerInfo info) =>
        Maximum >= info.MaximumCounts * (Info.Scans > 1 ? FrameConverter.AveragedSaturationFraction : FrameConverter.SaturationFraction);

    public string Describe(SpectrometerInfo info) => string.Create(CultureInfo.InvariantCulture,
        $"{info.Model} {info.SerialNumber}, {Info.IntegrationTime.TotalMilliseconds} ms, highest count {Maximum:0} of {info.MaximumCounts:0}{(IsSaturated(info) ? " SATURATED" : "")}, {(HasDark ? "dark subtracted" : "no dark")}{(CosmicRays > 0 ? $", {CosmicRays} values left out as cosmic rays" : "")}{(DetectorCelsius is { } celsius ? $", detector {celsius:0.0} C" : "")}");

    public RawSpectrumFile ToFile(SpectrometerInfo info) => new()
    {
        Model = info.Model,
        SerialNumber = info.SerialNumber,
        DetectorCelsius = DetectorCelsius,
        IntegrationTime = Info.IntegrationTime,
        Wavelengths = info.Wavelengths,
        Counts = Net,
    };

    static FrameInfo Average(ISpectrometer instrument, FrameStack stack, int frames, float[] counts, CancellationToken cancellation, out int rays)
    {
        stack.Clear();
        FrameInfo info = default;
        for (var i = 0; i < frames; i++)
            info = instrument.Acquire(stack.Next(), cancellation);
        rays = stack.Average(counts);
        return info with { Scans = info.Scans * frames };
    }
}
