using TorchSharp;
using static TorchSharp.torch;

namespace RoverRaman.OnnxExport.Tests;

/// <summary>The README's code, compiled and run.</summary>
static class ReadmeExample
{
    public static void Run()
    {
        var network = nn.Sequential(
            ("conv", nn.Conv1d(1, 16, 21, Padding.Same)),
            ("act", nn.LeakyReLU(0.1)),
            ("pool", nn.MaxPool1d(4)),
            ("flatten", nn.Flatten()),
            ("dense", nn.Linear(16 * 100, 10)),
            ("softmax", nn.Softmax(1)));

        byte[] onnx = OnnxExporter.Export(network, new OnnxExportOptions
        {
            InputShape = [1, 400], // of one sample; the batch dimension is added and named n
            InputName = "signal",
            OutputName = "probabilities",
        });
        File.WriteAllBytes("network.onnx", onnx);
    }

    internal sealed class UnitMaximum() : nn.Module<Tensor, Tensor>(nameof(UnitMaximum)), IOnnxExportable
    {
        public override Tensor forward(Tensor input) => input / input.max(1, true).values;

        public string Export(OnnxGraph graph, string input)
        {
            var maximum = graph.AddNode("ReduceMax", [input], new OnnxAttribute("axes", [1]), new OnnxAttribute("keepdims", 1));
            return graph.AddNode("Div", [input, maximum]);
        }
    }
}
