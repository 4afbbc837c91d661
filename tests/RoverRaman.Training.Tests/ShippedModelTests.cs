using System.Globalization;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.TestSupport;
using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Tests;

/// <summary>models/rruff-paper, as it lies in the repository.</summary>
public class ShippedModelTests
{
    const int SizeLimit = 12_000_000;

    static string Folder => Path.Combine(TestPaths.Repository, "models", "rruff-paper");

    [Fact]
    public void Folder_IsCompleteAndSmallEnoughForARepository()
    {
        var model = ModelFolder.Open(Folder);
        Assert.Equal(("rruff-paper", "paper", 259), (model.Description.Name, model.Description.Preset, model.Description.Classes));
        Assert.InRange(new DirectoryInfo(Folder).EnumerateFiles().Sum(file => file.Length), 1, SizeLimit);
    }

    [Fact]
    public void Card_StatesTheFiguresOfTheDescription()
    {
        var metrics = ModelFolder.Open(Folder).Description.Metrics;
        var card = File.ReadAllText(Path.Combine(Folder, ModelFolder.CardName));
        Assert.Contains(Row("this model", metrics, ""), card, StringComparison.Ordinal);
        Assert.Contains(Row("1-NN floor", metrics, "floor_"), card, StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{metrics["parameters"]:N0} parameters"), card, StringComparison.Ordinal);
    }

    [Fact]
    public void HeldOutSpectra_GiveTheFiguresOfTheDescription()
    {
        var path = TestPaths.Data("rruff/excellent_unoriented.zip");
        Assert.SkipUnless(path is not null, "needs rruff/excellent_unoriented.zip beside the checkout (or in ROVERRAMAN_DATA)");
        var model = ModelFolder.Open(Folder);
        var data = DataSource.Load(path!).DataSet;
        var held = data.Subset(Enumerable.Range(0, data.Spectra.Count).Where(i => model.Description.HeldOut.Contains(data.Spectra[i].Source)));
        using var classifier = Classifier.Open(model);
        var scores = Scores.Of(new Evaluator(classifier).Predict(held));
        Assert.Equal(model.Description.Metrics["held_out_n"], scores.Count);
        Assert.Equal(model.Description.Metrics["top1"], scores.Top1, 2.5 / scores.Count); // another processor may turn a coin toss
        Assert.Equal(model.Description.Metrics["top3"], scores.Top3, 2.5 / scores.Count);
    }

    static string Row(string name, IReadOnlyDictionary<string, double> metrics, string prefix) => string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {100 * metrics[prefix + "top1"]:F1} | {100 * metrics[prefix + "top1_low"]:F1} to {100 * metrics[prefix + "top1_high"]:F1} | {100 * metrics[prefix + "top3"]:F1} | {100 * metrics[prefix + "top3_low"]:F1} to {100 * metrics[prefix + "top3_high"]:F1} |");
}
