using RoverRaman.OnnxExport;
using RoverRaman.Spectra;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>
/// Where the peaks are, as it is: the third of <see cref="RamanChannels"/> in bins of 4 cm-1, projected on the directions in which reference
/// spectra differ most (principal components), at alignments 8 cm-1 apart. A library search in 64 numbers a mineral, beside what the network
/// has learned: it knows minerals of one spectrum, which the network forgets.
/// </summary>
public sealed class PeakEmbedding : Module<Tensor, Tensor>, IOnnxExportable
{
    /// <summary>Length D of an embedding.</summary>
    public const int Size = 64;

    /// <summary>Distance of two alignments, cm-1: half a narrow line's width, since peaks must meet.</summary>
    public const int Step = 8;

    /// <summary>Lengths of the embeddings: how much a peak for peak match counts beside the network's evidence. Of raw spectra.</summary>
    public static readonly (float Middle, float Aside) Raw = (10, 10);

    /// <summary>
    /// The same of clean spectra, whose peaks are surer; less where the axis would have to have moved, which is less likely than that it has not.
    /// </summary>
    public static readonly (float Middle, float Aside) Clean = (20, 19);

    const int Bin = 4, Bins = Grid.Count / Bin;
    const int PeaksChannel = 2;
    const int Batch = 256;

    readonly float[] _filters;
    readonly int _reach;
    readonly AlignedFeatures _unit;

    /// <summary>Takes the directions.</summary>
    /// <param name="filters">Row-major [64, 348], orthonormal.</param>
    /// <param name="reach">Alignments to each side.</param>
    /// <param name="lengths">Length of the embedding in the middle, and of those at the other alignments.</param>
    public PeakEmbedding(float[] filters, int reach, (float Middle, float Aside) lengths) : base(nameof(PeakEmbedding))
    {
        ArgumentNullException.ThrowIfNull(filters);
        if (filters.Length != Size * Bins)
            throw new ArgumentException($"Expected {Size} x {Bins} values, found {filters.Length}.", nameof(filters));
        (_filters, _reach) = (filters, reach);
        _unit = new AlignedFeatures([.. Enumerable.Range(-reach, Alignments).Select(at => at == 0 ? lengths.Middle : lengths.Aside)]);
    }

    /// <summary>Number of alignments O.</summary>
    public int Alignments => 2 * _reach + 1;

    /// <summary>Number of values that it holds.</summary>
    public int ValueCount => _filters.Length;

    /// <summary>Finds the directions in which these spectra differ most.</summary>
    /// <param name="spectra">[n, 1392], any unit.</param>
    /// <param name="reach">Alignments to each side.</param>
    /// <param name="lengths"><see cref="Raw"/> or <see cref="Clean"/>.</param>
    public static PeakEmbedding Fit(Tensor spectra, int reach, (float Middle, float Aside) lengths)
    {
        ArgumentNullException.ThrowIfNull(spectra);
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var channels = new RamanChannels();
        var scatter = zeros([Bins, Bins]);
        for (long start = 0; start < spectra.shape[0]; start += Batch)
        {
            using var inner = NewDisposeScope();
            var peaks = Binned(channels.call(spectra.narrow(0, start, Math.Min(Batch, spectra.shape[0] - start)))).squeeze(1);
            var unit = functional.normalize(peaks - peaks.mean([1], true), 2, 1);
            _ = scatter.add_(unit.t().matmul(unit));
        }
        var (_, vectors) = linalg.eigh(scatter);
        // Ascending: the last columns are the directions looked for.
        var filters = vectors.narrow(1, Bins - Size, Size).t().contiguous();
        return new PeakEmbedding(filters.data<float>().ToArray(), reach, lengths);
    }

    /// <summary>[n, 3, 1392] -> [n, O, 64], each embedding of its length.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var filters = tensor(_filters, [Size, 1, Bins]);
        return scope.MoveToOuter(_unit.call(functional.conv1d(Binned(input), filters, stride: Step / Bin, padding: Padding)));
    }

    /// <inheritdoc/>
    public string Export(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var peaks = graph.AddNode("Slice", [input, graph.AddIntegers("from", PeaksChannel), graph.AddIntegers("to", PeaksChannel + 1), graph.AddIntegers("channel", 1)]);
        var binned = graph.AddNode("AveragePool", [peaks], new OnnxAttribute("kernel_shape", [(long)Bin]), new OnnxAttribute("strides", [(long)Bin]));
        var embedded = graph.AddNode("Conv", [binned, graph.AddWeight("filters", _filters, Size, 1, Bins)],
            new OnnxAttribute("kernel_shape", [(long)Bins]), new OnnxAttribute("strides", [(long)(Step / Bin)]), new OnnxAttribute("pads", [(long)Padding, Padding]));
        return _unit.Export(graph, embedded);
    }

    int Padding => _reach * Step / Bin;

    static Tensor Binned(Tensor channels)
    {
        var peaks = channels.narrow(1, PeaksChannel, 1);
        return peaks.reshape(peaks.shape[0], 1, Bins, Bin).mean([3]);
    }
}
