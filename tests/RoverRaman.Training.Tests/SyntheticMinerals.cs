using System.Globalization;
using RoverRaman.Spectra;

namespace RoverRaman.Training.Tests;

/// <summary>Spectra of invented minerals: three Lorentzian peaks each, two spectra a specimen, jitter and noise from a seed.</summary>
public static class SyntheticMinerals
{
    public static SpectrumDataSet Create(int classes, int perClass, int seed = 7, bool specimens = true)
    {
        var random = new Random(seed);
        var spectra = new List<LabeledSpectrum>();
        for (var c = 0; c < classes; c++)
        {
            var peaks = new double[3];
            for (var p = 0; p < peaks.Length; p++)
                peaks[p] = 250 + 1290 * random.NextDouble();
            for (var i = 0; i < perClass; i++)
                spectra.Add(new LabeledSpectrum(
                    Spectrum(peaks, random), $"Mineral{c:D2}", specimens ? $"R{c:D2}{i / 2:D4}" : null, $"Mineral{c:D2}__{i:D3}.txt", 532));
        }
        return new SpectrumDataSet(spectra);
    }

    /// <summary>Writes grid CSV; rows are named FILE#1, FILE#2, ...</summary>
    public static string WriteCsv(SpectrumDataSet data, string path)
    {
        using var writer = new StreamWriter(path);
        writer.WriteLine("class," + string.Join(',', Enumerable.Range(Grid.First, Grid.Count)));
        foreach (var spectrum in data.Spectra)
            writer.WriteLine(spectrum.ClassName + "," + string.Join(',', spectrum.Intensities.Select(value => value.ToString("G9", CultureInfo.InvariantCulture))));
        return path;
    }

    /// <summary>Writes two columns, as <c>classify</c> takes them.</summary>
    public static string WriteTwoColumns(LabeledSpectrum spectrum, string path)
    {
        File.WriteAllLines(path, spectrum.Intensities.Select((value, i) => string.Create(CultureInfo.InvariantCulture, $"{Grid.First + i} {value:G9}")));
        return path;
    }

    static float[] Spectrum(double[] peaks, Random random)
    {
        var values = new float[Grid.Count];
        var drift = 2 * random.NextDouble() - 1;
        foreach (var peak in peaks)
        {
            var height = 1 + 0.4 * random.NextDouble();
            for (var i = 0; i < values.Length; i++)
            {
                var distance = (Grid.First + i - peak - drift) / 6;
                values[i] += (float)(height / (1 + distance * distance));
            }
        }
        for (var i = 0; i < values.Length; i++)
            values[i] = 500 * (values[i] + 0.02f * (float)random.NextDouble());
        return values;
    }
}
