using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Export;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train.Rover;
using RoverRaman.Wire;
using TorchSharp;
using static TorchSharp.torch;

namespace RoverRaman.Training.Tests.Rover;

public sealed class RoverNetTests : IDisposable
{
    static readonly string[] Names = ["Albite", "Calcite", "Quartz"];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(15, 5, true)]
    [InlineData(30, 7, true)]
    [InlineData(0, 1, false)]
    [InlineData(30, 7, false)]
    public void Forward_Drift_GivesAsManyAlignmentsOfFixedLength(int drift, int alignments, bool isRaw)
    {
        using var scope = NewDisposeScope();
        using var network = new RoverNet(RoverNetOptions.For(drift, isRaw));
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
    [InlineData(0, false)]
    [InlineData(30, false)]
    [InlineData(30, true)]
    public void Export_BothGraphs_AgreeWithTorch(int drift, bool isRaw)
    {
        torch.random.manual_seed(5);
        var network = Shipped(drift, isRaw: isRaw);
        var (features, probabilities) = RoverGraphs.Of(network, Names, 0.7f).Check(network, 0.7f, SyntheticMinerals.Create(3, 6).Spectra, _folder.Path);
        Assert.InRange(features, 0, RoverGraphs.Tolerance);
        Assert.InRange(probabilities, 0, RoverGraphs.Tolerance);
    }

    [Fact]
    public void Export_Twice_GivesTheSameBytesWithinTheBudget()
    {
        var network = Shipped(30);
        var bytes = RoverGraphs.Of(network, Names, 1).Backbone;
        Assert.Equal(bytes, RoverGraphs.Of(network, Names, 1).Backbone);
        Assert.InRange(bytes.Length, 1, 1_500_000);
    }

    [Fact]
    public void Backbone_InOnnxRuntime_SaysHowItsFeaturesLie()
    {
        using var loaded = Loaded(Shipped(30));
        Assert.Equal(("7x128+9x64", 16f), (loaded.Features.ToString(), loaded.AlignmentStep));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(20, false)]
    [InlineData(-28, false)]
    [InlineData(20, true)]
    public void HeadSlot_ShippedRows_GivesTheEvidenceThatTrainingMeasures(int shift, bool againstOthers)
    {
        var network = Shipped(30, againstOthers);
        var head = new HeadPackage(
            new HeadManifest
            {
                HeadVersion = 1,
                BackboneSha256 = ModelFolder.HashOf(RoverGraphs.Of(network, Names, 1).Backbone),
                FeatureSize = network.Layout.Size,
                Layout = network.Layout,
                Preprocessing = PreprocessingId.Paper.ToString(),
                Classes = [.. Names.Select((name, i) => new ClassName((ushort)i, name))],
            },
            network.Rows, new float[Names.Length]);
        using var backbone = Loaded(network);
        var slot = new HeadSlot(backbone);
        slot.Swap(head);
        foreach (var spectrum in SyntheticMinerals.Create(3, 2).Spectra.Select(one => one with { Intensities = SpectrumShift.Apply(one.Intensities, shift) }))
        {
            var evidence = network.Evidence([spectrum])[0];
            var found = slot.Identify(backbone.Run(spectrum.Intensities));
            Assert.Equal(Array.IndexOf(evidence, evidence.Max()), found.Top[0].ClassId);
            Assert.Equal(-Math.Log(evidence.Sum(value => Math.Exp(value))), found.UnknownScore, 1e-3);
        }
    }

    [Fact]
    public void Shipped_AgainstOthers_MovesTheEvidenceOfAllClassesByWhatTheOthersHave()
    {
        var (plain, against) = (Shipped(30), Shipped(30, againstOthers: true));
        Assert.Equal("7x128+9x64+1x1", against.Layout.ToString());
        Assert.Equal(plain.Parameters + 3 * plain.Layout.Size, against.Parameters); // three other species
        var spectra = SyntheticMinerals.Create(6, 4).Spectra;
        var moved = plain.Evidence(spectra).Zip(against.Evidence(spectra), (before, after) => before.Zip(after, (a, b) => b - a).ToArray()).ToArray();
        Assert.All(moved, classes => Assert.InRange(classes.Max() - classes.Min(), 0, 1e-3));
        Assert.True(moved.Max(classes => classes[0]) - moved.Min(classes => classes[0]) > 0.01, "the background says the same of all spectra");
        Assert.Equal(0, moved.Where((_, i) => i < 12).Average(classes => classes[0]), 1e-3); // of the classes' own spectra it is usual
    }

    [Fact]
    public void Export_AgainstOthers_AgreesWithTorch()
    {
        torch.random.manual_seed(5);
        var network = Shipped(30, againstOthers: true);
        var (features, probabilities) = RoverGraphs.Of(network, Names, 0.7f).Check(network, 0.7f, SyntheticMinerals.Create(6, 6).Spectra, _folder.Path);
        Assert.InRange(features, 0, RoverGraphs.Tolerance);
        Assert.InRange(probabilities, 0, RoverGraphs.Tolerance);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(-32)]
    public void PeakEmbedding_MovedSpectrum_IsTheSameAtAnotherAlignment(int shift)
    {
        using var scope = NewDisposeScope();
        var spectra = SyntheticMinerals.Create(8, 9).Spectra;
        using var peaks = PeakEmbedding.Fit(SpectrumPool.Stack(spectra), 4, PeakEmbedding.Clean);
        using var channels = new RamanChannels();
        var still = peaks.call(channels.call(SpectrumPool.Stack(spectra)))[TensorIndex.Ellipsis, 4, TensorIndex.Colon];
        var moved = nn.functional.normalize(
            peaks.call(channels.call(SpectrumPool.Stack([.. spectra.Select(one => one with { Intensities = SpectrumShift.Apply(one.Intensities, shift) })]))), 2, 2);
        var nearest = moved.matmul(still.unsqueeze(2)).squeeze(2).argmax(1);
        Assert.Equal(Enumerable.Repeat((long)(4 + shift / PeakEmbedding.Step), spectra.Count), nearest.data<long>().ToArray());
    }

    [Fact]
    public void PeakEmbedding_AwayFromTheMiddle_HasItsOwnLength()
    {
        using var scope = NewDisposeScope();
        var spectra = SpectrumPool.Stack(SyntheticMinerals.Create(8, 9).Spectra);
        using var peaks = PeakEmbedding.Fit(spectra, 2, (20, 18));
        using var channels = new RamanChannels();
        var lengths = peaks.call(channels.call(spectra)).square().sum(2).sqrt();
        var expected = tensor([18f, 18, 20, 18, 18]);
        Assert.True(lengths.allclose(expected.expand(lengths.shape), 1e-3, 1e-3));
    }

    Backbone Loaded(ShippedNetwork network)
    {
        var file = _folder.File("backbone.onnx");
        File.WriteAllBytes(file, RoverGraphs.Of(network, Names, 1).Backbone);
        return Backbone.Load(file);
    }

    // Six minerals; the head holds the first three, of which the network has four spectra each.
    static ShippedNetwork Shipped(int drift, bool againstOthers = false, bool isRaw = false)
    {
        torch.random.manual_seed(7);
        LabeledSpectrum[] named = [.. SyntheticMinerals.Create(6, 4).Spectra.Select((spectrum, i) => spectrum with { ClassName = i / 4 < Names.Length ? Names[i / 4] : $"Other{i / 4}" })];
        var options = RoverNetOptions.For(drift, isRaw);
        var weights = RoverWeights.Fresh(options, named.Select(spectrum => spectrum.ClassName!).Distinct());
        weights.Network.eval();
        return ShippedNetwork.Of(weights, PeakEmbedding.Fit(SpectrumPool.Stack(named), options.PeakReach, options.PeakLengths), Names, named, againstOthers);
    }
}
