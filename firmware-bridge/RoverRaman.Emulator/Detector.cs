using RoverRaman.Instruments.Obp;

namespace RoverRaman.Emulator;

/// <summary>
/// Light to counts. A pixel reads offset + fixed pattern + dark current x time + light x time + noise, clipped to 14 bits.
/// The dark's size and the electrons a count are plausible, not measured: they are there so that dark subtraction, saturation and
/// noise matter as they do on a real detector.
/// </summary>
public sealed class Detector
{
    const double ReferenceSeconds = 0.1, ElectronsPerCount = 50, Offset = 600, PatternSpread = 40, DarkPerSecond = 300;
    readonly DetectorOptions _options;
    readonly Random _random;
    readonly double[] _shifts;
    readonly double[] _pattern;
    readonly double[] _light;

    /// <summary>Builds the detector.</summary>
    public Detector(DetectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _random = new Random(options.Seed);
        Coefficients = Polynomial(options);
        _shifts = new double[StsSpectrometer.PixelCount];
        _pattern = new double[_shifts.Length];
        _light = new double[_shifts.Length];
        for (var i = 0; i < _shifts.Length; i++)
        {
            var wavelength = Coefficients[0] + i * (Coefficients[1] + i * (double)Coefficients[2]);
            _shifts[i] = 1e7 / options.LaserNanometres - 1e7 / wavelength;
            _pattern[i] = PatternSpread * _random.NextDouble();
        }
    }

    /// <summary>Wavelength polynomial, nm, as the instrument stores it.</summary>
    public IReadOnlyList<float> Coefficients { get; }

    /// <summary>Reads the detector out.</summary>
    /// <param name="sample">What lies under the laser, or null with the laser off.</param>
    /// <param name="integrationTime">How long light was collected.</param>
    /// <param name="pixels">Counts, one a pixel.</param>
    public void Expose(PlayableSpectrum? sample, TimeSpan integrationTime, Span<ushort> pixels)
    {
        Illuminate(sample);
        var seconds = integrationTime.TotalSeconds;
        for (var i = 0; i < pixels.Length; i++)
        {
            var collected = seconds * (DarkPerSecond + _light[i] * _options.PeakCounts / ReferenceSeconds);
            var shotNoise = Math.Sqrt(collected / ElectronsPerCount);
            var noise = _options.Noise > 0 ? Gaussian() * Math.Sqrt(_options.Noise * _options.Noise + shotNoise * shotNoise) : 0;
            pixels[i] = (ushort)Math.Clamp(Math.Round(Offset + _pattern[i] + collected + noise), 0, StsSpectrometer.MaximumCounts);
        }
    }

    void Illuminate(PlayableSpectrum? sample)
    {
        if (sample is null)
        {
            Array.Clear(_light);
            return;
        }
        // A broad hump whose place changes from sample to sample, on a slope that falls towards high shifts.
        double centre = 300 + 900 * _random.NextDouble(), width = 400 + 500 * _random.NextDouble();
        for (var i = 0; i < _light.Length; i++)
        {
            var distance = (_shifts[i] - centre) / width;
            var glow = 0.6 * Math.Exp(-distance * distance) + 0.4 * (1 - (_shifts[i] - _options.FirstShift) / 4000);
            _light[i] = sample.At(_shifts[i] - _options.Shift) + _options.Fluorescence * glow;
        }
    }

    // A grating's dispersion falls slowly along the detector: a quadratic through both ends with a small negative bend.
    static float[] Polynomial(DetectorOptions options)
    {
        const double bend = -3e-6;
        const int last = StsSpectrometer.PixelCount - 1;
        double first = Wavelength(options, options.FirstShift), end = Wavelength(options, options.LastShift);
        return [(float)first, (float)((end - first) / last - bend * last), (float)bend, 0];
    }

    static double Wavelength(DetectorOptions options, double shift) => 1 / (1 / options.LaserNanometres - shift / 1e7);

    double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
