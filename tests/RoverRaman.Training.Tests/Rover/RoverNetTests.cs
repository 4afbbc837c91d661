using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Export;
using RoverRaman.Training.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace RoverRaman.Training.Tests.Rover;

public sealed class RoverNetTests : IDisposable
{
    static readonly string[] Names = ["Albite", "Calcite", "Quartz"];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(15, 5)]
    [InlineData(30, 7)]
    public void Forward_Drift_GivesAsManyAlignmentsOfFixedLength(int drift, int alignments)
    {
        using var scope = NewDisposeScope();
        using var network = new RoverNet(RoverNetOptions.ForDrift(drift));
        network.eval();
        var features = network.call(rand([2, Grid.Count]));
        Assert.Equal([2, alignments, RoverNetOptions.FeatureSize], features.shape);
        Assert.True(features.square().sum(2).sqrt().allclose(full([2, alignments], AlignedFeatures.Scale), 1e-3));
    }

    [Fact]
    public void Channels_AnyUnitAndOffset_AreTheSame()
    {
        using var scope = NewDisposeScope();
        using var channels = new RamanChannels();
        var spectra = rand([2, Grid.Count]);
        Assert.True(channels.call(spectra).allclose(channels.call(50_000 * spectra + 700), 1e-2, 1e-2));
    }

    [Fact]
    public void Channels_DarkSpectrum_AreFinite()
    {
        using var scope = NewDisposeScope();
        using var channels = new RamanChannels();
        Assert.True(channels.call(zeros([1, Grid.Count])).isfinite().all().item<bool>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public void Export_BothGraphs_AgreeWithTorch(int drift)
    {
        torch.random.manual_seed(5);
        var (backbone, rows) = Shipped(drift);
        var (features, probabilities) = RoverGraphs.Of(backbone, rows, Names, 0.7f)
            .Check(backbone, rows, 3, 0.7f, SyntheticMinerals.Create(3, 6).Spectra, _folder.Path);
        Assert.InRange(features, 0, RoverGraphs.Tolerance);
        Assert.InRange(probabilities, 0, RoverGraphs.Tolerance);
    }

    [Fact]
    public void Export_Twice_GivesTheSameBytesWithinTheBudget()
    {
        var (backbone, rows) = Shipped(30);
        var bytes = RoverGraphs.Of(backbone, rows, Names, 1).Backbone;
        Assert.Equal(bytes, RoverGraphs.Of(backbone, rows, Names, 1).Backbone);
        Assert.InRange(bytes.Length, 1, 1_500_000);
    }

    [Fact]
    public void Backbone_InOnnxRuntime_SaysHowFarAlignmentsAreApart()
    {
        var (backbone, rows) = Shipped(30);
        var file = _folder.File("backbone.onnx");
        File.WriteAllBytes(file, RoverGraphs.Of(backbone, rows, Names, 1).Backbone);
        using var loaded = Backbone.Load(file);
        Assert.Equal((7, 128, 16f), (loaded.Alignments, loaded.FeatureSize, loaded.AlignmentStep));
    }

    static (TorchSharp.Modules.Sequential Backbone, float[] Rows) Shipped(int drift)
    {
        var network = new RoverNet(RoverNetOptions.ForDrift(drift));
        network.eval();
        var rows = new float[Names.Length * RoverNetOptions.FeatureSize];
        for (var i = 0; i < Names.Length; i++)
            rows[i * RoverNetOptions.FeatureSize + i] = 1;
        return (network.Layers, rows);
    }
}
