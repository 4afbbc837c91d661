using RoverRaman.OnnxExport;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>Takes the peaks out of <see cref="RamanChannels"/>: what the spectrum itself, without a network, is compared by.</summary>
public sealed class PeakBins() : Module<Tensor, Tensor>(nameof(PeakBins)), IOnnxExportable
{
    /// <summary>[n, 3, 1392] -> [n, 1, 1392].</summary>
    public override Tensor forward(Tensor input) => input.narrow(1, RamanChannels.Count - 1, 1);

    /// <inheritdoc/>
    public string Export(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.AddNode("Slice", [input, graph.AddIntegers("first", RamanChannels.Count - 1), graph.AddIntegers("end", RamanChannels.Count), graph.AddIntegers("axis", 1)]);
    }
}
