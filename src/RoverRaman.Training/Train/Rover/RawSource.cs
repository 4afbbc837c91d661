using RoverRaman.Training.Augment;
using static TorchSharp.torch;

namespace RoverRaman.Training.Train.Rover;

/// <summary>Raw spectra with their own background, varied.</summary>
sealed class RawSource(SpectrumPool pool, Tensor baselines, RawVariation augmentation, int count, Random random) : IBatchSource
{
    public (Tensor Spectra, long[] Labels) Next()
    {
        var rows = pool.Draw(count, random);
        var index = tensor(rows);
        return (
            augmentation.Apply(pool.Spectra.index_select(0, index), baselines.index_select(0, index)),
            [.. rows.Select(row => (long)pool.Labels[(int)row])]);
    }

    /// <summary>Backgrounds of all spectra of a pool, [n, 1392].</summary>
    public static Tensor Baselines(SpectrumPool pool)
    {
        var count = Spectra.Grid.Count;
        var values = pool.Spectra.data<float>().ToArray();
        _ = Parallel.For(0, pool.Count, i =>
        {
            var row = values.AsSpan(i * count, count);
            ClippedBaseline.Of(row).CopyTo(row);
        });
        return tensor(values, [pool.Count, count]);
    }
}
