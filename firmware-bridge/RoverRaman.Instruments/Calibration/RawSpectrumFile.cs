using System.Globalization;

namespace RoverRaman.Instruments.Calibration;

/// <summary>
/// A raw spectrum as text, as <c>roverraman instrument acquire</c> writes it: lines of <c># key = value</c>, then one line a pixel with pixel number
/// (from 0), wavelength in nm (nan where the instrument stores none) and counts less dark.
/// </summary>
public sealed record RawSpectrumFile
{
    const int LargestFile = 4 << 20;

    /// <summary>Model of the instrument.</summary>
    public string Model { get; init; } = "";

    /// <summary>Its serial number.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>Detector temperature, degrees Celsius, or null.</summary>
    public double? DetectorCelsius { get; init; }

    /// <summary>Integration time.</summary>
    public TimeSpan IntegrationTime { get; init; }

    /// <summary>Wavelength of each pixel, nm; empty where the instrument stores none.</summary>
    public double[] Wavelengths { get; init; } = [];

    /// <summary>Counts of each pixel.</summary>
    public float[] Counts { get; init; } = [];

    /// <summary>Writes the spectrum.</summary>
    public void Write(TextWriter output)
    {
        var culture = CultureInfo.InvariantCulture;
        output.WriteLine($"# model = {Model}");
        output.WriteLine($"# serial = {SerialNumber}");
        output.WriteLine(string.Create(culture, $"# integration_ms = {IntegrationTime.TotalMilliseconds}"));
        if (DetectorCelsius is { } celsius)
            output.WriteLine(string.Create(culture, $"# detector_celsius = {celsius:0.##}"));
        output.WriteLine("# pixel, wavelength_nm, counts");
        for (var i = 0; i < Counts.Length; i++)
            output.WriteLine(string.Create(culture, $"{i},{(i < Wavelengths.Length ? Wavelengths[i] : double.NaN):0.####},{Counts[i]}"));
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InstrumentException">It is no such file; the message names the line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static RawSpectrumFile Read(string path)
    {
        if (new FileInfo(path).Length > LargestFile)
            throw new InstrumentException($"{path}: expected at most {LargestFile} bytes.");
        var keys = new Dictionary<string, string>();
        var wavelengths = new List<double>();
        var counts = new List<float>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.StartsWith('#'))
            {
                if (line[1..].Split('=', 2) is [var key, var value])
                    keys[key.Trim()] = value.Trim();
            }
            else if (line.Length > 0)
            {
                ReadPixel(path, number, line, wavelengths, counts);
            }
        }
        if (counts.Count < 16)
            throw new InstrumentException($"{path}: expected a raw spectrum of at least 16 pixels (pixel,wavelength_nm,counts), found {counts.Count}.");
        return new RawSpectrumFile
        {
            Model = keys.GetValueOrDefault("model", ""),
            SerialNumber = keys.GetValueOrDefault("serial", ""),
            DetectorCelsius = double.TryParse(keys.GetValueOrDefault("detector_celsius"), CultureInfo.InvariantCulture, out var celsius) ? celsius : null,
            IntegrationTime = TimeSpan.FromMilliseconds(double.TryParse(keys.GetValueOrDefault("integration_ms"), CultureInfo.InvariantCulture, out var time) ? Math.Clamp(time, 0, 1e9) : 0),
            Wavelengths = wavelengths.All(double.IsFinite) ? [.. wavelengths] : [],
            Counts = [.. counts],
        };
    }

    static void ReadPixel(string path, int number, string line, List<double> wavelengths, List<float> counts)
    {
        var culture = CultureInfo.InvariantCulture;
        if (line.Split(',') is not [var pixel, var wavelength, var count] || !int.TryParse(pixel, culture, out var at) || at != counts.Count
            || !double.TryParse(wavelength, culture, out var nanometres) || !float.TryParse(count, culture, out var value) || !float.IsFinite(value))
            throw new InstrumentException($"{path}: line {number}: expected \"{counts.Count},wavelength_nm,counts\", found \"{(line.Length > 60 ? line[..60] : line)}\".");
        wavelengths.Add(nanometres);
        counts.Add(value);
    }
}
