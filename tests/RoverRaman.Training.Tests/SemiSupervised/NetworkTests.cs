using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using RoverRaman.Training.SemiSupervised;
using RoverRaman.Training.Train;
using static TorchSharp.torch;

namespace RoverRaman.Training.Tests.SemiSupervised;

public sealed class NetworkTests
{
    static readonly SemiSupervisedOptions Short = new() { Epochs = 2, BatchSize = 8 };
    static readonly PaperCnnOptions Small = new() { PoolingSize = 16, Blocks = 2 };

    [Fact]
    public void Generator_LatentOf128_GivesSpectraOfTheGrid()
    {
        using var scope = NewDisposeScope();
        using var generator = new SganGenerator();
        var spectra = generator.call(randn(3, SganGenerator.Latent));
        Assert.Equal([3, Grid.Count], spectra.shape);
        Assert.InRange(spectra.min().item<float>(), 0, 1);
    }

    [Fact]
    public void Mlp_Sizes_AreThePapers()
    {
        using var scope = NewDisposeScope();
        using var network = new PaperMlp(MlpSize.Mid, 7);
        Assert.Equal([2, 7], network.call(rand(2, Grid.Count)).shape);
        var expected = 1392 * 32 + 32 + 32 * 64 + 64 + 64 * 128 + 128 + 128 * 2048 + 2048 + 2048 * 7 + 7;
        Assert.Equal(expected, network.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Sgan_Fit_KeepsTheLastEpochsWeights()
    {
        random.manual_seed(1);
        var data = SyntheticMinerals.Create(3, 8);
        using var set = TensorSet.Of(data, data.Classes);
        using var network = new PaperCnn(Small, 4);
        var losses = new SganTrainer(Short).Fit(network, set, set, set.Inputs, [1, 1, 1]);
        Assert.Equal(2, losses.Count);
        using var guard = no_grad();
        Assert.Equal(losses[^1], SganLoss.Supervised(network.call(set.Inputs), set.Labels).item<float>(), 5);
    }

    [Fact]
    public void SimClr_Fit_LowersItsLoss()
    {
        random.manual_seed(1);
        using var network = new PaperCnn(Small, 3);
        var losses = new SimClrTrainer(Short with { Epochs = 6 }).Fit(network.Backbone, SyntheticMinerals.Create(4, 6));
        Assert.True(losses[^1] < losses[0], string.Join(' ', losses));
    }

    [Fact]
    public void Autoencoder_Fit_LowersItsLossAndItsLatentIsNotNegative()
    {
        random.manual_seed(1);
        var data = SyntheticMinerals.Create(3, 6);
        using var set = TensorSet.Of(data, data.Classes);
        using var network = new SparseAutoencoder();
        var losses = network.Fit(set.Inputs, Short with { Epochs = 5 });
        using var latent = network.Encoder.call(set.Inputs);
        Assert.Equal([18, 256], latent.shape);
        Assert.True(latent.min().item<float>() >= 0);
        Assert.True(losses[^1] < losses[0]);
    }

    [Fact]
    public void Autoencoder_ThrownBackByAStep_KeepsTheEpochWithTheLowestLoss()
    {
        random.manual_seed(1);
        var data = SyntheticMinerals.Create(3, 6);
        using var set = TensorSet.Of(data, data.Classes);
        using var network = new SparseAutoencoder();
        using var scale = new UnitMaximum();
        var losses = network.Fit(set.Inputs, Short with { Epochs = 40, LearningRate = 0.01 });
        using var guard = no_grad();
        using var latent = network.Encoder.call(set.Inputs);
        using var loss = SparseAutoencoder.Loss(network.call(set.Inputs), scale.call(set.Inputs).flatten(1), latent);
        Assert.True(losses[^1] > 1.5 * losses.Min(), string.Join(' ', losses));
        Assert.True(loss.item<float>() < losses[^1], $"{loss.item<float>()} after {string.Join(' ', losses)}");
    }

    [Fact]
    public void Siamese_Compare_IsSymmetricAndMeasuresOneAgainstMany()
    {
        using var scope = NewDisposeScope();
        using var network = new PaperCnn(Small, 2);
        using var siamese = new SiameseNetwork(network.Backbone);
        using Tensor a = rand(1, 2048), b = rand(5, 2048);
        Assert.Equal([5], siamese.Compare(a, b).shape);
        Assert.True(siamese.Compare(a, b).allclose(siamese.Compare(b, a)));
        var data = SyntheticMinerals.Create(3, 6);
        using var set = TensorSet.Of(data, data.Classes);
        Assert.All(siamese.Fit(set, Short), loss => Assert.True(double.IsFinite(loss)));
    }
}
