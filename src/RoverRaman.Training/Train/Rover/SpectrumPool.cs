using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using static TorchSharp.torch;

namespace RoverRaman.Training.Train.Rover;

/// <summary>Labelled spectra as a tensor, drawn at random with more weight on rare classes.</summary>
public sealed class SpectrumPool : IDisposable
{
    readonly double[] _cumulative;
    readonly Dictionary<int, int[]> _rows;

    SpectrumPool(Tensor spectra, int[] labels, double[] cumulative)
    {
        (Spectra, Labels, _cumulative) = (spectra, labels, cumulative);
        _rows = Enumerable.Range(0, labels.Length).GroupBy(row => labels[row]).ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>[n, 1392], each scaled to 0..1.</summary>
    public Tensor Spectra { get; }

    /// <summary>Class index of each spectrum.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Number n of spectra.</summary>
    public int Count => Labels.Count;

    /// <summary>Copies spectra; every class must be in <paramref name="index"/>.</summary>
    /// <param name="spectra">At least one.</param>
    /// <param name="index">Class name to class index.</param>
    /// <param name="rarity">A class of n spectra is drawn n^(1 - rarity) as often: 1 draws classes evenly, 0 spectra.</param>
    /// <param name="emphasis">Factor on a class' weight, by index; null for none.</param>
    public static SpectrumPool Of(
        IReadOnlyList<LabeledSpectrum> spectra, IReadOnlyDictionary<string, int> index, double rarity, Func<int, double>? emphasis = null)
    {
        ArgumentNullException.ThrowIfNull(spectra);
        ArgumentOutOfRangeException.ThrowIfZero(spectra.Count, nameof(spectra));
        var labels = spectra.Select(spectrum => index[spectrum.ClassName!]).ToArray();
        var sizes = labels.CountBy(label => label).ToDictionary();
        var cumulative = new double[labels.Length];
        var sum = 0.0;
        for (var i = 0; i < labels.Length; i++)
            cumulative[i] = sum += Math.Pow(sizes[labels[i]], -rarity) * (emphasis?.Invoke(labels[i]) ?? 1);
        using var guard = no_grad();
        return new SpectrumPool(Stack(spectra), labels, cumulative);
    }

    /// <summary>Indices of <paramref name="count"/> spectra, with replacement.</summary>
    public long[] Draw(int count, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var drawn = new long[count];
        for (var i = 0; i < count; i++)
        {
            var at = Array.BinarySearch(_cumulative, random.NextDouble() * _cumulative[^1]);
            drawn[i] = Math.Min(at < 0 ? ~at : at + 1, Count - 1);
        }
        return drawn;
    }

    /// <summary>For each of <paramref name="rows"/> a spectrum of the same class, drawn evenly; at times itself.</summary>
    public long[] Mates(long[] rows, Random random)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(random);
        return Array.ConvertAll(rows, row =>
        {
            var same = _rows[Labels[(int)row]];
            return (long)same[random.Next(same.Length)];
        });
    }

    /// <summary>The spectra as a tensor [n, 1392], each scaled to 0..1.</summary>
    public static Tensor Stack(IReadOnlyList<LabeledSpectrum> spectra)
    {
        ArgumentNullException.ThrowIfNull(spectra);
        var values = new float[(long)spectra.Count * Grid.Count];
        for (var i = 0; i < spectra.Count; i++)
            spectra[i].Intensities.CopyTo(values, i * Grid.Count);
        using var raw = tensor(values, [spectra.Count, Grid.Count]);
        return RamanChannels.UnitRange(raw);
    }

    /// <inheritdoc/>
    public void Dispose() => Spectra.Dispose();
}
