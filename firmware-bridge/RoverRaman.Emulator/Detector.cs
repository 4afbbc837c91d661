namespace RoverRaman.Emulator;

/// <summary>
/// Light to counts. A pixel reads offset + fixed pattern + dark current x time + light x time + noise, clipped to the full scale; a
/// TCD1304's output falls with light, so that its counts are turned over. The dark's size and the electrons a count are plausible, not measured:
/// they are there so that dark subtraction, saturation and noise matter as they do on a real detector.
/// </summary>
public sealed class Detector
{
    // Counts of a 14-bit converter; other converters see the same light on their own scale.
    const double ReferenceScale = 16383, ReferenceSeconds = 0.1, ElectronsPerCount = 50, Offset = 600, PatternSpread = 40, DarkPerSecond = 300;
    const double FirstCelsius = 23.5, WarmingExposures = 300;
    readonly DetectorOptions _options;
    readonly Random _random;
    readonly double[] _shifts;
    readonly double[] _pattern;
    readonly double _scale;
    double[] _light;
    double[] _blurred;
    long _exposures;

    /// <summary>Builds the detector.</summary>
    public Detector(DetectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _random = new Random(options.Seed);
        _scale = options.MaximumCounts / ReferenceScale;
        Coefficients = Polynomial(options);
        _shifts = new double[options.PixelCount];
        _pattern = new double[_shifts.Length];
        _light = new double[_shifts.Length];
        _blurred = new double[_shifts.Length];
        for (var i = 0; i < _shifts.Length; i++)
        {
            var wavelength = Coefficients[0] + i * (Coefficients[1] + i * (double)Coefficients[2]);
            _shifts[i] = 1e7 / options.LaserNanometres - 1e7 / wavelength;
            _pattern[i] = PatternSpread * _random.NextDouble();
        }
    }

    /// <summary>Wavelength polynomial, nm, as the instrument stores it (pixels from 0).</summary>
    public IReadOnlyList<float> Coefficients { get; }

    /// <summary>Values in a spectrum.</summary>
    public int PixelCount => _shifts.Length;

    /// <summary>Excitation wavelength, nm.</summary>
    public double LaserNanometres => _options.LaserNanometres;

    /// <summary>Temperature, degrees Celsius: it warms itself over some hundred exposures.</summary>
    public double Celsius => FirstCelsius + _options.Warming * (1 - Math.Exp(-_exposures / WarmingExposures));

    /// <summary>Reads the detector out.</summary>
    /// <param name="sample">What lies under the laser, or null with the laser off.</param>
    /// <param name="integrationTime">How long light was collected.</param>
    /// <param name="pixels">Counts, one a pixel.</param>
    public void Expose(PlayableSpectrum? sample, TimeSpan integrationTime, Span<int> pixels)
    {
        Illuminate(sample);
        var seconds = integrationTime.TotalSeconds;
        var dark = DarkPerSecond * (_options.DarkDoubling > 0 ? Math.Pow(2, (Celsius - FirstCelsius) / _options.DarkDoubling) : 1);
        for (var i = 0; i < pixels.Length; i++)
        {
            var collected = seconds * (dark * _scale + _light[i] * _options.PeakCounts / ReferenceSeconds);
            var shotNoise = Math.Sqrt(collected / (ElectronsPerCount / _scale));
            var noise = _options.Noise > 0 ? Gaussian() * Math.Sqrt(_options.Noise * _options.Noise + shotNoise * shotNoise) : 0;
            pixels[i] = Clip((Offset + _pattern[i]) * _scale + collected + noise);
        }
        StrikeWithCosmicRays(pixels);
        if (_options.Inverted)
            for (var i = 0; i < pixels.Length; i++)
                pixels[i] = _options.MaximumCounts - pixels[i];
        _exposures++;
    }

    int Clip(double counts) => (int)Math.Clamp(Math.Round(counts), 0, _options.FullScale ?? _options.MaximumCounts);

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
        if (_options.Resolution > 0)
            Blur();
    }

    // The slit's image: a Gaussian of the given full width at half maximum, cm-1.
    void Blur()
    {
        var sigma = _options.Resolution / (2 * Math.Sqrt(2 * Math.Log(2)));
        for (var i = 0; i < _light.Length; i++)
        {
            double sum = 0, weights = 0;
            for (var j = i; j < _light.Length && _shifts[j] - _shifts[i] < 4 * sigma; j++)
                Add(j);
            for (var j = i - 1; j >= 0 && _shifts[i] - _shifts[j] < 4 * sigma; j--)
                Add(j);
            _blurred[i] = sum / weights;

            void Add(int j)
            {
                var distance = (_shifts[j] - _shifts[i]) / sigma;
                var weight = Math.Exp(-0.5 * distance * distance);
                sum += weight * _light[j];
                weights += weight;
            }
        }
        (_light, _blurred) = (_blurred, _light);
    }

    // A Poisson number of hits (Knuth's product method), each one or two pixels wide and as high as a tenth to all of the scale.
    void StrikeWithCosmicRays(Span<int> pixels)
    {
        if (_options.CosmicRays <= 0)
            return;
        var limit = Math.Exp(-_options.CosmicRays);
        for (var product = _random.NextDouble(); product > limit; product *= _random.NextDouble())
        {
            var at = _random.Next(pixels.Length);
            var height = (0.1 + 0.9 * _random.NextDouble()) * _options.MaximumCounts;
            pixels[at] = Clip(pixels[at] + height);
            if (at + 1 < pixels.Length && _random.NextDouble() < 0.5)
                pixels[at + 1] = Clip(pixels[at + 1] + height / 3);
        }
    }

    // A grating's dispersion falls slowly along the detector: a quadratic through both ends with a small negative bend.
    static float[] Polynomial(DetectorOptions options)
    {
        var last = options.PixelCount - 1;
        double first = Wavelength(options, options.FirstShift), end = Wavelength(options, options.LastShift);
        // 3 pm a square pixel on 1,024 pixels, and as much in all on any other number.
        var bend = -3e-6 * 1023 / last * 1023 / last;
        return [(float)first, (float)((end - first) / last - bend * last), (float)bend, 0];
    }

    static double Wavelength(DetectorOptions options, double shift) => 1 / (1 / options.LaserNanometres - shift / 1e7);

    double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
