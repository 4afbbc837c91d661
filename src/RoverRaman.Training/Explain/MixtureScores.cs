using RoverRaman.Spectra;

namespace RoverRaman.Training.Explain;

/// <summary>How well sums of two spectra are taken apart.</summary>
/// <param name="Share">Share of the stronger mineral, 0.5..1; both spectra are scaled to 1 from their lowest to their highest point before they are added.</param>
/// <param name="Count">Sums.</param>
/// <param name="Both">Sums whose two minerals are both among those found.</param>
/// <param name="Stronger">Sums whose stronger mineral is among those found.</param>
/// <param name="WeightError">Mean distance of the stronger mineral's weight from its share, of the sums whose minerals were both found; NaN without one.</param>
public sealed record MixtureScores(double Share, int Count, int Both, int Stronger, double WeightError)
{
    /// <summary>Shares that are tried.</summary>
    public static IReadOnlyList<double> Shares { get; } = [0.5, 0.6, 0.7, 0.8, 0.9];

    /// <summary>Adds spectra of two minerals, drawn by <paramref name="seed"/>, in each of the <see cref="Shares"/>, the same pairs in each.</summary>
    /// <param name="analysis">Takes them apart.</param>
    /// <param name="spectra">Labelled spectra that neither the model nor the references have seen, of at least two minerals.</param>
    /// <param name="pairs">Number of sums for each share.</param>
    /// <param name="seed">Of the draw.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">Fewer than two minerals.</exception>
    public static IReadOnlyList<MixtureScores> Of(MixtureAnalysis analysis, SpectrumDataSet spectra, int pairs, int seed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(spectra);
        if (spectra.Classes.Count < 2)
            throw new ArgumentException($"Expected spectra of at least two minerals to add, found {spectra.Classes.Count}.", nameof(spectra));
        var random = new Random(seed);
        (LabeledSpectrum, LabeledSpectrum)[] drawn = [.. Enumerable.Range(0, pairs).Select(_ => Draw(spectra.Spectra, random))];
        return [.. Shares.Select(share => Of(analysis, drawn, share, cancellation))];
    }

    /// <summary>The sum of two spectra, each scaled to 1 from its lowest to its highest point.</summary>
    public static float[] Add(float[] stronger, float[] weaker, double share)
    {
        var (first, second) = (Scaled(stronger), Scaled(weaker));
        return [.. first.Zip(second, (a, b) => (float)(share * a + (1 - share) * b))];
    }

    static MixtureScores Of(MixtureAnalysis analysis, (LabeledSpectrum Stronger, LabeledSpectrum Weaker)[] pairs, double share, CancellationToken cancellation)
    {
        var (both, strong) = (0, 0);
        var errors = new List<double>();
        foreach (var (stronger, weaker) in pairs)
        {
            cancellation.ThrowIfCancellationRequested();
            var found = analysis.Analyse(Add(stronger.Intensities, weaker.Intensities, share));
            var main = found.FirstOrDefault(component => component.Mineral == stronger.ClassName);
            strong += main is null ? 0 : 1;
            if (main is null || found.All(component => component.Mineral != weaker.ClassName))
                continue;
            both++;
            errors.Add(Math.Abs(main.Weight - share));
        }
        return new MixtureScores(share, pairs.Length, both, strong, errors.Count > 0 ? errors.Average() : double.NaN);
    }

    static (LabeledSpectrum, LabeledSpectrum) Draw(IReadOnlyList<LabeledSpectrum> spectra, Random random)
    {
        var first = spectra[random.Next(spectra.Count)];
        LabeledSpectrum second;
        do
            second = spectra[random.Next(spectra.Count)];
        while (second.ClassName == first.ClassName);
        return (first, second);
    }

    static float[] Scaled(float[] spectrum)
    {
        var (low, high) = (spectrum.Min(), spectrum.Max());
        return high > low ? Array.ConvertAll(spectrum, value => (value - low) / (high - low)) : new float[spectrum.Length];
    }
}
