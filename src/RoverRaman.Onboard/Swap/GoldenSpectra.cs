using RoverRaman.Inference;
using RoverRaman.Spectra;

namespace RoverRaman.Onboard;

/// <summary>
/// The golden spectra of a model: those of its <see cref="ModelFolder.GoldenFile"/> (class,200,...,1591), where it has one, and those that are no
/// mineral whatever the model: dark, flat, a slope, saturated, noise. Each time they go through a backbone of their own, because the one
/// at work belongs to the processing thread; it is loaded for the occasion, so that it costs nothing while no head comes.
/// </summary>
/// <param name="goldenFile">The model's golden spectra; null where it has none.</param>
/// <param name="backboneFile">backbone.onnx.</param>
/// <param name="backboneSha256">Its SHA-256, hex.</param>
/// <param name="options">How ONNX Runtime is to run.</param>
public sealed class GoldenSpectra(string? goldenFile, string backboneFile, string backboneSha256, InferenceOptions options) : IGoldenSource
{
    const int Seed = 4711;

    /// <inheritdoc/>
    public IReadOnlyList<GoldenFeatures> Load()
    {
        using var backbone = Backbone.Load(backboneFile, options);
        if (backbone.Sha256 != backboneSha256)
            throw new ModelException($"Expected the backbone {backboneSha256} in {backboneFile}, found {backbone.Sha256}: somebody changed the model under the running daemon. Copy the model again and restart.");
        var found = new List<GoldenFeatures>();
        foreach (var (label, grid) in NoMinerals())
            found.Add(new GoldenFeatures(null, label, backbone.Run(grid).ToArray()));
        foreach (var (mineral, label, grid) in Minerals())
            found.Add(new GoldenFeatures(mineral, label, backbone.Run(grid).ToArray()));
        return found;
    }

    IEnumerable<(string Mineral, string Label, float[] Grid)> Minerals()
    {
        if (goldenFile is null)
            return [];
        try
        {
            return DataSource.Load(goldenFile).DataSet.Spectra.Where(s => s.ClassName is not null).Select(s => (s.ClassName!, s.Source, s.Intensities));
        }
        catch (SpectrumFormatException e)
        {
            throw new IOException($"Expected golden spectra in {goldenFile}, but: {e.Message}", e);
        }
    }

    static IEnumerable<(string Label, float[] Grid)> NoMinerals()
    {
        yield return ("dark", new float[Grid.Count]);
        yield return ("flat", Filled(_ => 1000));
        yield return ("slope", Filled(i => 1000 + i));
        yield return ("saturated", Filled(i => i is > 300 and < 1100 ? 65_535 : 60_000));
        for (var seed = Seed; seed < Seed + 3; seed++)
        {
            var random = new Random(seed);
            yield return ($"noise {seed - Seed + 1}", Filled(_ => 100 + (random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f) * 20));
        }
    }

    static float[] Filled(Func<int, float> value) => [.. Enumerable.Range(0, Grid.Count).Select(value)];
}
