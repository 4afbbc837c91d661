using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RoverRaman.Spectra;
using RoverRaman.Training.Augment;
using static TorchSharp.torch;

namespace RoverRaman.Training.Train.Rover;

/// <summary>Finds spectra that are, or nearly are, the same.</summary>
public static class Duplicates
{
    /// <summary>Correlation of the square roots of two spectra above their baselines from which they count as one measurement.</summary>
    public const double SameMeasurement = 0.983;

    /// <summary>SHA-256 of the intensities alone, hex.</summary>
    public static string Hash(LabeledSpectrum spectrum)
    {
        ArgumentNullException.ThrowIfNull(spectrum);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(spectrum.Intensities.AsSpan())));
    }

    /// <summary>A warning for every spectrum that stands under more than one class: its labels disagree.</summary>
    public static IReadOnlyList<string> Disagreeing(IReadOnlyList<LabeledSpectrum> spectra) =>
    [
        .. spectra.GroupBy(Hash)
            .Where(group => group.Select(spectrum => spectrum.ClassName).Distinct(StringComparer.OrdinalIgnoreCase).Skip(1).Any())
            .Select(group => "the same spectrum stands under different names, so one label is wrong: "
                + string.Join(", ", group.Select(spectrum => $"{spectrum.ClassName} ({spectrum.Source})"))),
    ];

    /// <summary>Those of <paramref name="library"/> that are not nearly the same measurement as one of <paramref name="data"/>.</summary>
    public static IReadOnlyList<LabeledSpectrum> Without(IReadOnlyList<LabeledSpectrum> library, IReadOnlyList<LabeledSpectrum> data)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(data);
        if (library.Count == 0 || data.Count == 0)
            return library;
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var nearest = Peaks(library).matmul(Peaks(data).t()).amax(1).data<float>().ToArray();
        return [.. library.Where((_, i) => nearest[i] < SameMeasurement)];
    }

    // Peaks above the baseline, centred and of unit length, so that a product is a correlation.
    static Tensor Peaks(IReadOnlyList<LabeledSpectrum> spectra)
    {
        var values = new float[spectra.Count * Grid.Count];
        _ = Parallel.For(0, spectra.Count, i =>
        {
            var spectrum = spectra[i].Intensities;
            var baseline = ClippedBaseline.Of(spectrum);
            for (var p = 0; p < Grid.Count; p++)
                values[i * Grid.Count + p] = MathF.Sqrt(Math.Max(0, spectrum[p] - baseline[p]));
        });
        var peaks = tensor(values, [spectra.Count, Grid.Count]);
        return nn.functional.normalize(peaks - peaks.mean([1], true), 2, 1);
    }
}
