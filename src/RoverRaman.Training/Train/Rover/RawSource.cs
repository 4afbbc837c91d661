using RoverRaman.Training.Augment;
using static TorchSharp.torch;

namespace RoverRaman.Training.Train.Rover;

/// <summary>
/// Raw spectra with their own background, varied. Half of them are mixed with another of their mineral, by up to one half: what lies between
/// two specimens is the mineral, too, and raw spectra of it are few.
/// </summary>
sealed class RawSource(SpectrumPool pool, Tensor baselines, RawVariation augmentation, int count, Random random) : IBatchSource
{
    const double Mixed = 0.5, MostMixed = 0.5;

    public (Tensor Spectra, long[] Labels) Next()
    {
        var rows = pool.Draw(count, random);
        var (own, mate) = (tensor(rows), tensor(pool.Mates(rows, random)));
        var share = tensor(Array.ConvertAll(rows, _ => random.NextDouble() < Mixed ? (float)(MostMixed * random.NextDouble()) : 0f)).unsqueeze(1);
        return (augmentation.Apply(Mix(pool.Spectra), Mix(baselines)), [.. rows.Select(row => (long)pool.Labels[(int)row])]);

        Tensor Mix(Tensor of) => of.index_select(0, own) * (1 - share) + of.index_select(0, mate) * share;
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
