using RoverRaman.Heads;
using RoverRaman.Training.Models;
using static TorchSharp.torch;

namespace RoverRaman.Training.Tests.Rover;

public sealed class BackgroundEvidenceTests
{
    static readonly FeatureLayout Layout = new((2, 3), (1, 2));

    // Two background species, five values each.
    static readonly float[] Rows = [1, 0, 0, 1, 0, 0, 1, 0, 0, 1];

    [Fact]
    public void Forward_AddsWhatTheBackgroundLacksOfTheUsual()
    {
        using var module = new BackgroundEvidence(Layout, Rows, 4);
        using var features = tensor(new float[] { 2, 0, 0, 0, 1, 0, 3, 1 }, [1, 8]);
        using var output = module.call(features);
        // First species: log(e^2 + e^0) + 3, second: log(e^0 + e^1) + 1.
        var first = Math.Log(Math.Exp(2) + 1) + 3;
        var second = Math.Log(1 + Math.E) + 1;
        var background = Math.Log(Math.Exp(first) + Math.Exp(second));
        Assert.Equal(9, output.shape[1]);
        Assert.Equal(4 - background, FeatureGroup.CommonWeight * output[0, 8].item<float>(), 1e-4);
        Assert.Equal(features.data<float>().ToArray(), output.narrow(1, 0, 8).contiguous().data<float>().ToArray());
    }

    [Fact]
    public void CommonValue_MovesTheEvidenceOfAllClassesAlike()
    {
        var wide = new FeatureLayout((2, 3), (1, 2), (1, 1));
        float[] rows = [.. Rows.Chunk(5).SelectMany(row => row.Append(FeatureGroup.CommonWeight))];
        using var head = new RoverProbabilities(wide, rows, 1);
        float[] features = [2, 0, 0, 0, 1, 0, 3, 1, 0];
        using var before = head.Evidence(tensor(features, [1, 9]));
        features[8] = 8;
        using var after = head.Evidence(tensor(features, [1, 9]));
        Assert.All((float[])[.. (after - before).data<float>()], moved => Assert.Equal(2, moved, 1e-4));
    }
}
