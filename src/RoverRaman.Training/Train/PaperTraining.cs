using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Training.Baselines;
using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Export;
using RoverRaman.Training.Models;
using TorchSharp;

namespace RoverRaman.Training.Train;

/// <summary>The paper preset from spectra to a model's folder: load, split, fit, compare, write, measure.</summary>
/// <param name="request">What is asked for.</param>
/// <param name="log">Who watches.</param>
public sealed class PaperTraining(PaperTrainingRequest request, ITrainingLog log)
{
    // backbone.onnx and composed.onnx hold the same weights.
    const int Graphs = 2;

    /// <summary>Trains and writes the model; the folder changes only once everything has succeeded.</summary>
    /// <exception cref="TrainingException">The data do not allow it, the loss diverged, or an exported graph disagrees with torch.</exception>
    /// <exception cref="Spectra.SpectrumFormatException">A path is not usable.</exception>
    public TrainedModel Run(CancellationToken cancellation = default)
    {
        using var output = new OutputFolder(request.Output);
        var data = TrainingData.Load(request.Data, request.Kind, request.MinPerClass, log, cancellation);
        var split = DataSplit.Create(data.Set, request.Training.Seed);
        CheckClasses(split.Classes.Count);
        Introduce(data, split);

        torch.set_num_threads(request.Training.Threads);
        TrainingMemory.Keep();
        torch.random.manual_seed(request.Training.Seed);
        using var network = new PaperCnn(request.Network, split.Classes.Count);
        output.Demand(Graphs * sizeof(float) * network.ParameterCount);
        log.Say($"network: m = {request.Network.PoolingSize}, n = {request.Network.Blocks}, {network.ParameterCount:N0} parameters");
        var history = Fit(network, split, output.Partial, cancellation);

        var graphs = PaperGraphs.Of(network, split.Classes);
        var agreement = ExportAgreement.Check(network, graphs, data.Set, output.Partial);
        log.Say($"export: torch and ONNX Runtime differ by at most {agreement.Features:G2} (features) and " +
            $"{agreement.Probabilities:G2} (probabilities)");
        var folder = ModelWriter.Write(output.Partial, network, graphs, request, data, split);
        var model = Measure(folder, data, split, history, network.ParameterCount, cancellation);
        (folder.Description with { Metrics = ModelMetrics.Of(model) }).Save(Path.Combine(output.Partial, ModelFolder.DescriptionName));
        File.WriteAllText(Path.Combine(output.Partial, ModelFolder.CardName), ModelCard.Render(request, model, output.OldCard));
        output.Complete();
        return model with { Folder = ModelFolder.Open(request.Output) };
    }

    TrainingHistory Fit(PaperCnn network, DataSplit split, string folder, CancellationToken cancellation)
    {
        using var train = TensorSet.Of(split.Train, split.Classes);
        using var validation = TensorSet.Of(split.Validation, split.Classes);
        using var losses = new LossLog(folder);
        var weights = ClassWeights.Balanced(train.ClassIndices, split.Classes.Count);
        return log.Fitting(request.Training.Epochs, epochs =>
            new Trainer(request.Training).Fit(network, train, validation, weights, new Both(losses, epochs), cancellation));
    }

    static TrainedModel Measure(
        ModelFolder folder, TrainingData data, DataSplit split, TrainingHistory history, long parameters, CancellationToken cancellation)
    {
        using var classifier = Classifier.OpenForAnyHead(folder);
        var predictions = new Evaluator(classifier).Predict(split.HeldOut, cancellation: cancellation);
        var floor = NearestNeighbourFloor.Predict(split.Seen, split.HeldOut, cancellation);
        return new TrainedModel(folder, data, split, history, parameters, Scores.Of(predictions), Scores.Of(floor), Confusion.Summarise(predictions));
    }

    void Introduce(TrainingData data, DataSplit split)
    {
        foreach (var refused in data.Refused)
            log.Say($"refused: {refused.Source}: {refused.Message}");
        log.Say($"data: {data.Set.Spectra.Count} spectra of {data.Set.Classes.Count} classes; left out {data.Refused.Count} " +
            $"refused, {data.Excluded} of the other kind, " +
            $"{data.Unlabeled} without a class, {data.Duplicates} duplicates, {data.Pruned} of classes with fewer than " +
            $"{request.MinPerClass}");
        log.Say($"split by {(split.Grouped ? "specimen" : "spectrum (no specimen IDs)")}, seed {request.Training.Seed}: " +
            $"{split.Train.Spectra.Count} train, " +
            $"{split.Validation.Spectra.Count} validate, {split.HeldOut.Spectra.Count} held out ({split.MeasuredClasses} of " +
            $"{split.Classes.Count} classes)");
    }

    static void CheckClasses(int count)
    {
        if (count > HeadPackage.MaxClasses)
            throw new TrainingException($"Expected at most {HeadPackage.MaxClasses} classes, found {count}; raise --min-per-class.");
    }

    sealed class Both(IProgress<EpochReport> first, IProgress<EpochReport> second) : IProgress<EpochReport>
    {
        public void Report(EpochReport value)
        {
            first.Report(value);
            second.Report(value);
        }
    }
}
