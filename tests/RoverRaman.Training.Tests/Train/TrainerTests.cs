using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train;
using TorchSharp;

namespace RoverRaman.Training.Tests.Train;

public class TrainerTests
{
    static readonly PaperCnnOptions Small = new() { PoolingSize = 16, Blocks = 2 };

    [Fact]
    public void Fit_SyntheticMinerals_LearnsThem()
    {
        var (history, _) = Fit(new TrainingOptions { Epochs = 12, Seed = 1 });
        Assert.True(history.Best.ValidationTop1 > 0.9, $"top-1 {history.Best.ValidationTop1}");
        Assert.True(history.Best.ValidationLoss < history.Epochs[0].ValidationLoss);
    }

    [Fact]
    public void Fit_SameSeed_GivesTheSameWeights()
    {
        var options = new TrainingOptions { Epochs = 2, Seed = 5 };
        var (first, weights) = Fit(options);
        var (second, again) = Fit(options);
        Assert.Equal(first.Epochs, second.Epochs);
        Assert.Equal(weights, again);
        Assert.NotEqual(weights, Fit(options with { Seed = 6 }).Weights);
    }

    // A rate this high makes the loss jump about, so the last epoch is not the best.
    [Fact]
    public void Fit_AfterStopping_HoldsTheBestEpochsWeights()
    {
        var options = new TrainingOptions { Epochs = 12, Seed = 1, LearningRate = 0.02, StoppingPatience = 3 };
        var data = SyntheticMinerals.Create(5, 10);
        torch.random.manual_seed(1);
        using var network = new PaperCnn(Small, 5);
        using var train = TensorSet.Of(data.Subset(Enumerable.Range(0, 50).Where(i => i % 10 < 6)), data.Classes);
        using var validation = TensorSet.Of(data.Subset(Enumerable.Range(0, 50).Where(i => i % 10 >= 6)), data.Classes);
        var history = new Trainer(options).Fit(network, train, validation, [1, 1, 1, 1, 1]);
        Assert.NotEqual(history.BestEpoch, history.Epochs.Count);
        Assert.Equal(history.Epochs.Min(epoch => epoch.ValidationLoss), history.Best.ValidationLoss);

        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var loss = torch.nn.functional.cross_entropy(network.call(validation.Inputs), validation.Labels).item<float>();
        Assert.Equal(history.Best.ValidationLoss, loss, 4);
    }

    [Fact]
    public void Fit_Plateau_LowersTheRate()
    {
        // Labels that say nothing cannot be learnt, so the validation loss soon stops falling.
        var data = SyntheticMinerals.Create(4, 10);
        var shuffled = new SpectrumDataSet([.. data.Spectra.Select((spectrum, i) => spectrum with { ClassName = data.Classes[i % 4] })]);
        var options = new TrainingOptions { Epochs = 14, Seed = 1, StoppingPatience = 10, LearningRate = 0.003 };
        var (history, _) = Fit(options, shuffled);
        Assert.Contains(history.Epochs, epoch => Math.Abs(epoch.LearningRate - 0.003 * 0.7) < 1e-9);
    }

    [Fact]
    public void Fit_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        _ = Assert.ThrowsAny<OperationCanceledException>(() => Fit(new TrainingOptions { Epochs = 2 }, cancellation: source.Token));
    }

    [Fact]
    public void Fit_LossNoLongerANumber_SaysSo()
    {
        var error = Assert.Throws<TrainingException>(() => Fit(new TrainingOptions { Epochs = 3, LearningRate = 1e30 }));
        Assert.Contains("finite loss", error.Message, StringComparison.Ordinal);
        Assert.Contains("epoch", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ClassNotInTheList_IsRefused()
    {
        var error = Assert.Throws<TrainingException>(() => TensorSet.Of(SyntheticMinerals.Create(2, 2), ["Mineral00"]));
        Assert.Contains("Mineral01", error.Message, StringComparison.Ordinal);
    }

    static (TrainingHistory History, float[] Weights) Fit(TrainingOptions options, SpectrumDataSet? data = null, CancellationToken cancellation = default)
    {
        var split = DataSplit.Create(data ?? SyntheticMinerals.Create(6, 12), 1);
        torch.random.manual_seed(options.Seed);
        using var network = new PaperCnn(Small, split.Classes.Count);
        using var train = TensorSet.Of(split.Train, split.Classes);
        using var validation = TensorSet.Of(split.Validation, split.Classes);
        var weights = ClassWeights.Balanced(train.ClassIndices, split.Classes.Count);
        var history = new Trainer(options).Fit(network, train, validation, weights, cancellation: cancellation);
        return (history, network.Head.weight!.data<float>().ToArray());
    }
}
