using RoverRaman.OnnxExport;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>
/// Scales every spectrum to a maximum of 1 (the paper's normalisation, section 2.2; its published spectra have a maximum of 1).
/// The first layer of the network, so that scaling travels in the exported graph and cannot differ between trainer and robot.
/// A spectrum without a value above 1e-20 is passed on as it is. Adds the channel that convolutions expect.
/// </summary>
public sealed class UnitMaximum : Module<Tensor, Tensor>, IOnnxExportable
{
    /// <summary>Smallest maximum that is divided by.</summary>
    public const float Smallest = 1e-20f;

    /// <summary>Makes the layer; it has no parameters.</summary>
    public UnitMaximum() : base(nameof(UnitMaximum))
    {
    }

    /// <summary>[n, 1392] -> [n, 1, 1392].</summary>
    public override Tensor forward(Tensor input)
    {
        var (maximum, _) = input.max(1, true);
        return (input / torch.where(maximum.gt(Smallest), maximum, torch.ones_like(maximum))).unsqueeze(1);
    }

    /// <inheritdoc/>
    public string Export(OnnxGraph graph, string input)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var maximum = graph.AddNode("ReduceMax", [input], new OnnxAttribute("axes", [1L]), new OnnxAttribute("keepdims", 1));
        var usable = graph.AddNode("Greater", [maximum, graph.AddWeight("smallest", [Smallest], 1)]);
        var scale = graph.AddNode("Where", [usable, maximum, graph.AddWeight("one", [1f], 1)]);
        var scaled = graph.AddNode("Div", [input, scale]);
        return graph.AddNode("Unsqueeze", [scaled, graph.AddIntegers("channel", 1)]);
    }
}
