using RoverRaman.Training.Augment.Paper;
using RoverRaman.Training.Models;

namespace RoverRaman.Training.Experiments;

/// <summary>The paper's multilayer perceptrons (section 4.1).</summary>
static class MlpCells
{
    public const string Score = "MLP";

    public static Cell Of(DataPart part, MlpSize size, bool augmented) =>
        new("mlp", size.Name + (augmented ? ", augmented" : ""), part, cancellation =>
        {
            var fit = new NetworkFit(part, part.Pool, cancellation);
            using var network = new PaperMlp(size, fit.Classes.Count);
            var history = fit.Fit(network, augmented ? data => new PaperAugmentations().Extend(data, CnnCells.Copies, part.Seed) : null);
            return CellResult.Of(Score, Tally.Of(NetworkOutputs.Predict(network, fit.Classes, part.Test))) with { Series = Losses.Of(history) };
        });
}
