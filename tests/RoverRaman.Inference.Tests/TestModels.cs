using RoverRaman.Heads;
using RoverRaman.OnnxExport;
using RoverRaman.Spectra;
using RoverRaman.Wire;

namespace RoverRaman.Inference.Tests;

/// <summary>Small networks and heads with weights from a fixed seed.</summary>
static class TestModels
{
    /// <summary>features = tanh(grid x weights): [n, 1392] -> [n, D], or [n, O, D].</summary>
    public static byte[] Backbone(int featureSize = 16, int alignments = 1, int seed = 1)
    {
        var graph = new OnnxGraph("test");
        var size = featureSize * alignments;
        var input = graph.AddInput("spectrum", Grid.Count);
        var weight = graph.AddWeight("weight", Random(seed, Grid.Count * size, 0.05f), Grid.Count, size);
        var output = graph.AddNode("Tanh", [graph.AddNode("MatMul", [input, weight])]);
        if (alignments > 1)
            output = graph.AddNode("Reshape", [output, graph.AddIntegers("shape", -1, alignments, featureSize)]);
        graph.AddOutput(output, "features", alignments > 1 ? [alignments, featureSize] : [featureSize]);
        return graph.ToBytes(alignments > 1
            ? new OnnxModelOptions { Metadata = new Dictionary<string, string> { [Inference.Backbone.AlignmentStepKey] = "16" } }
            : null);
    }

    public static HeadPackage Head(string backboneSha256, int classes, int featureSize = 16, uint version = 1, int seed = 2, float temperature = 1, int firstId = 100) => new(
        new HeadManifest
        {
            HeadVersion = version,
            BackboneSha256 = backboneSha256,
            FeatureSize = featureSize,
            Preprocessing = PreprocessingId.Paper.ToString(),
            Classes = [.. Enumerable.Range(0, classes).Select(row => new ClassName((ushort)(firstId + row), $"Mineral {firstId + row}"))],
            Temperature = temperature,
        },
        Random(seed, classes * featureSize, 1), Random(seed + 1000, classes, 0.5f));

    /// <summary>A head for features that lie like this.</summary>
    public static HeadPackage Head(string backboneSha256, int classes, FeatureLayout features, int seed = 2)
    {
        var head = Head(backboneSha256, classes, features.Size, seed: seed);
        return head with { Manifest = head.Manifest with { Layout = features } };
    }

    /// <summary>Uniform in -scale..scale.</summary>
    public static float[] Random(int seed, int count, float scale)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (random.NextSingle() * 2 - 1) * scale;
        return values;
    }

    public static float[] Spectrum(int seed) => Random(seed, Grid.Count, 1);
}
