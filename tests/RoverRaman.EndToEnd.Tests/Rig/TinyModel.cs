using RoverRaman.Emulator;
using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Wire;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>
/// A model without training: its backbone compares a spectrum with the emulator's own minerals (cosine of the spectra about their means),
/// its head turns each likeness into the evidence for one mineral. It names the emulator's minerals without fail.
/// </summary>
static class TinyModel
{
    /// <summary>How sharply the best likeness wins.</summary>
    const float Sharpness = 40;

    public static IReadOnlyList<Mineral> Minerals => MineralTable.BuiltIn;

    public static ModelFolder Write(string folder)
    {
        var backbone = Backbone();
        var count = Minerals.Count;
        var weights = new float[count * count];
        for (var i = 0; i < count; i++)
            weights[i * count + i] = Sharpness;
        var head = new HeadPackage(
            new HeadManifest
            {
                HeadVersion = 7,
                BackboneSha256 = ModelFolder.HashOf(backbone),
                FeatureSize = count,
                Preprocessing = PreprocessingId.Paper.ToString(),
                Classes = [.. Minerals.Select((m, i) => new ClassName((ushort)(100 + i), m.Name))],
            },
            weights, new float[count]);
        return ModelFolder.Write(folder, backbone, backbone, head, new ModelDescription
        {
            Name = "tiny",
            Preset = "test",
            Preprocessing = PreprocessingId.Paper.ToString(),
            BackboneSha256 = "",
            ComposedSha256 = "",
            HeadSha256 = "",
            FeatureSize = count,
            Classes = count,
        });
    }

    // ModelProto: ir_version 1, graph 7, opset_import 8 { version 2 }. GraphProto: node 1, name 2, initializer 5, input 11, output 12.
    static byte[] Backbone()
    {
        var axis = OnnxBytes.Integers("axes", 1);
        var graph = new OnnxBytes()
            .Message(1, OnnxBytes.Node("ReduceMean", "mean", ["spectrum"], axis))
            .Message(1, OnnxBytes.Node("Sub", "centred", ["spectrum", "mean"]))
            .Message(1, OnnxBytes.Node("ReduceL2", "length", ["centred"], axis))
            .Message(1, OnnxBytes.Node("Div", "unit", ["centred", "length"]))
            .Message(1, OnnxBytes.Node("MatMul", "features", ["unit", "references"]))
            .Text(2, "tiny")
            .Message(5, OnnxBytes.Tensor("references", References(), Grid.Count, Minerals.Count))
            .Message(11, OnnxBytes.FloatMatrix("spectrum", Grid.Count))
            .Message(12, OnnxBytes.FloatMatrix("features", Minerals.Count));
        return new OnnxBytes().Number(1, 8).Message(7, graph).Message(8, new OnnxBytes().Number(2, 17)).ToArray();
    }

    static float[] References()
    {
        var columns = new float[Grid.Count * Minerals.Count];
        for (var k = 0; k < Minerals.Count; k++)
        {
            var values = new double[Grid.Count];
            for (var i = 0; i < Grid.Count; i++)
                values[i] = Minerals[k].At(Grid.First + i);
            var mean = values.Average();
            var length = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)));
            for (var i = 0; i < Grid.Count; i++)
                columns[i * Minerals.Count + k] = (float)((values[i] - mean) / length);
        }
        return columns;
    }
}
