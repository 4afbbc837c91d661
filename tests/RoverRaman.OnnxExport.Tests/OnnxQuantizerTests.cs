using RoverRaman.OnnxExport.Quantization;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.OnnxExport.Tests;

public sealed class OnnxQuantizerTests
{
    const int Length = 64;

    static byte[] Network(bool normalised = true, bool inPlane = false)
    {
        random.manual_seed(3);
        Module<Tensor, Tensor>[] layers = normalised
            ? [Conv1d(1, 8, 7, 1, 3), Normalised(8), LeakyReLU(0.1), AvgPool1d(2, 2), Conv1d(8, 8, 5, 1, 2, groups: 8, bias: false), Normalised(8), Flatten()]
            : [Conv1d(1, 8, 7, 1, 3), Flatten()];
        if (inPlane)
            layers = [new Plane(Sequential(layers[..^1])), layers[^1]];
        using var module = Sequential([.. layers.Select((layer, i) => ($"layer{i}", layer))]);
        module.eval();
        return OnnxExporter.Export(module, new OnnxExportOptions { InputShape = [1, Length] });
    }

    // Statistics as after training, so that joining has something to do.
    static BatchNorm1d Normalised(int channels)
    {
        var layer = BatchNorm1d(channels);
        using var guard = no_grad();
        layer.running_mean!.add_(0.3f);
        layer.running_var!.mul_(2.5f);
        layer.weight!.mul_(1.7f);
        layer.bias!.add_(0.2f);
        return layer;
    }

    static float[][] Samples(int seed) => [.. Enumerable.Range(0, 20).Select(i =>
    {
        var source = new Random(seed + i);
        return Enumerable.Range(0, Length).Select(_ => (float)source.NextDouble()).ToArray();
    })];

    static OnnxQuantizer Calibrated(byte[] network)
    {
        var quantizer = new OnnxQuantizer(network);
        using var probe = new OnnxRunner(quantizer.Probe());
        foreach (var sample in Samples(0))
            quantizer.Observe(probe.Run(sample, 1, 1, Length).Values);
        return quantizer;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Quantise_Network_GivesTheFloatNetworksAnswerToAFewPercentOfItsRange(bool inPlane)
    {
        var network = Network(inPlane: inPlane);
        using var plain = new OnnxRunner(network);
        using var steps = new OnnxRunner(Calibrated(network).Quantise());
        foreach (var sample in Samples(100))
        {
            var (expected, shape) = plain.Run(sample, 1, 1, Length);
            var (found, foundShape) = steps.Run(sample, 1, 1, Length);
            Assert.Equal(shape, foundShape);
            var range = expected.Max() - expected.Min();
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 0.06 * range));
            Assert.NotEqual(expected, found);
        }
    }

    [Fact]
    public void Quantise_SameSamples_GivesTheSameBytes_ThatTheStandardsCheckerAccepts()
    {
        OnnxChecker.SkipUnlessInstalled();
        var network = Network();
        var steps = Calibrated(network).Quantise();
        Assert.Equal(steps, Calibrated(network).Quantise());
        OnnxChecker.Accepts([steps, new OnnxQuantizer(network).Probe()]);
    }

    [Fact]
    public void Quantise_BeforeAnySample_IsRefused() =>
        Assert.Contains("Observe", Assert.Throws<OnnxExportException>(() => new OnnxQuantizer(Network()).Quantise()).Message, StringComparison.Ordinal);

    [Fact]
    public void Observe_ProbeThatIsNotFiniteOrTooShort_IsRefused()
    {
        var quantizer = new OnnxQuantizer(Network());
        Assert.Contains("Expected 8 numbers", Assert.Throws<OnnxExportException>(() => quantizer.Observe([1f])).Message, StringComparison.Ordinal);
        Assert.Contains("finite", Assert.Throws<OnnxExportException>(() => quantizer.Observe([.. Enumerable.Repeat(float.NaN, 8)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quantizer_GraphWithoutNormalisation_OrNoGraph_IsRefused()
    {
        Assert.Contains("batch normalisation", Assert.Throws<OnnxExportException>(() => new OnnxQuantizer(Network(normalised: false))).Message, StringComparison.Ordinal);
        _ = Assert.Throws<OnnxExportException>(() => new OnnxQuantizer([1, 2, 3]));
    }
}
