using System.Diagnostics;
using RoverRaman.Spectra;

namespace RoverRaman.Bench;

/// <summary>The 1-NN floor on a large scale: 10,000 spectra among 5,000 references, all cores, preparation included.</summary>
static class MatchRows
{
    const int Queries = 10_000, References = 5_000, Classes = 1_000;
    const double BudgetSeconds = 30;

    public static BenchGroup Group { get; } = new(["match.seconds"], Measure);

    static IEnumerable<BenchRow> Measure(BenchContext context)
    {
        var random = new Random(1);
        var references = new SpectrumDataSet([.. Enumerable.Range(0, References).Select(i => new LabeledSpectrum(Spectrum(random), $"M{i % Classes:D4}", null, $"{i}", null))]);
        float[][] queries = [.. Enumerable.Range(0, Queries).Select(_ => Spectrum(random))];
        var clock = Stopwatch.StartNew();
        _ = new SpectralMatcher(references).MatchAll(queries, 3);
        yield return new BenchRow("match.seconds", clock.Elapsed.TotalSeconds, "s", Budget: BudgetSeconds);
    }

    static float[] Spectrum(Random random)
    {
        var values = new float[Grid.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.NextSingle();
        return values;
    }
}
