using System.Text.Json;

namespace RoverRaman.Instruments.Calibration;

/// <summary>
/// What one instrument's pixels mean, measured with a lamp and a Raman standard. All wavelengths are those in vacuum. Kept as a JSON file.
/// </summary>
public sealed record WavelengthCalibration
{
    /// <summary>Model of the instrument.</summary>
    public string Model { get; init; } = "";

    /// <summary>Serial number of the instrument; empty where it has none.</summary>
    public string SerialNumber { get; init; } = "";

    /// <summary>Pixels of a spectrum.</summary>
    public int PixelCount { get; init; }

    /// <summary>Wavelength in vacuum, nm: sum of c_i p^i, p from 0.</summary>
    public double[] Coefficients { get; init; } = [];

    /// <summary>Excitation wavelength in vacuum, nm.</summary>
    public double LaserNanometres { get; init; }

    /// <summary>Lamp lines used.</summary>
    public int Lines { get; init; }

    /// <summary>Residual of the lamp lines, nm rms.</summary>
    public double RmsNanometres { get; init; }

    /// <summary>Raman standard that the laser's wavelength comes from, or empty where it is the nominal one.</summary>
    public string Standard { get; init; } = "";

    /// <summary>Lines of the standard used.</summary>
    public int StandardLines { get; init; }

    /// <summary>Residual of the standard's lines, cm-1 rms.</summary>
    public double RmsWavenumbers { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>Detector temperature then, degrees Celsius, or null where it was not known.</summary>
    public double? DetectorCelsius { get; init; }

    /// <summary>Pixels not to be believed, from 0.</summary>
    public int[] HotPixels { get; init; } = [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="InstrumentException">It is not a calibration.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static WavelengthCalibration Load(string path)
    {
        try
        {
            var read = JsonSerializer.Deserialize(File.ReadAllBytes(path), CalibrationJsonContext.Default.WavelengthCalibration);
            if (read is { PixelCount: > 1, Coefficients.Length: >= 2, LaserNanometres: > 200 and < 2000 } && read.Coefficients.All(double.IsFinite))
                return read;
            throw new InstrumentException($"{path}: expected a calibration with pixel_count, at least 2 coefficients and laser_nanometres of 200 to 2000, one of them is missing or out of range. Make it again with roverraman instrument calibrate.");
        }
        catch (JsonException error)
        {
            throw new InstrumentException($"{path}: expected a calibration in JSON, found: {error.Message}", error);
        }
    }

    /// <summary>Writes a file.</summary>
    public void Save(string path) => File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this, CalibrationJsonContext.Default.WavelengthCalibration));

    /// <summary>Wavelength of each pixel in vacuum, nm.</summary>
    /// <exception cref="InstrumentException">It belongs to another instrument.</exception>
    public double[] Wavelengths(SpectrometerInfo info)
    {
        if (PixelCount != info.PixelCount || (SerialNumber.Length > 0 && info.SerialNumber.Length > 0 && SerialNumber != info.SerialNumber))
            throw new InstrumentException($"Expected a calibration of {info.Model} {info.SerialNumber} with {info.PixelCount} pixels, found one of {Model} {SerialNumber} with {PixelCount}.");
        return Polynomial.Wavelengths(Coefficients, PixelCount);
    }
}
