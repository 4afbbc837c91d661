using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Export;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train;

namespace RoverRaman.Training.Tests.Train;

public sealed class PaperTrainingTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    PaperTrainingRequest Request(int epochs = 6) => new()
    {
        Data = [SyntheticMinerals.WriteCsv(SyntheticMinerals.Create(6, 12), _folder.File("minerals.csv"))],
        Output = _folder.File("model"),
        Network = new PaperCnnOptions { PoolingSize = 16, Blocks = 2 },
        Training = new TrainingOptions { Epochs = epochs, Seed = 2, Threads = 1 },
    };

    [Fact]
    public void Run_GridCsv_WritesAModelThatOpensAndAgreesWithItsFigures()
    {
        var model = new PaperTraining(Request(), new SilentLog()).Run();
        var folder = ModelFolder.Open(_folder.File("model"));
        Assert.Equal(("model", "paper", 16, 2, 2, 6), (folder.Description.Name, folder.Description.Preset, folder.Description.PoolingSize, folder.Description.PoolingLayers, folder.Description.Seed, folder.Description.Classes));
        Assert.Equal(["backbone.onnx", "card.md", "composed.onnx", "head.rrhead", "losses.csv", "model.json"],
            Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(model.History.Epochs.Count + 1, File.ReadAllLines(Path.Combine(folder.Path, LossLog.FileName)).Length);

        using var classifier = Classifier.Open(folder);
        var held = model.Data.Set.Subset(Enumerable.Range(0, model.Data.Set.Spectra.Count).Where(i => folder.Description.HeldOut.Contains(model.Data.Set.Spectra[i].Source)));
        var scores = Scores.Of(new Evaluator(classifier).Predict(held));
        Assert.Equal(folder.Description.Metrics["top1"], scores.Top1);
        Assert.Equal(folder.Description.Metrics["held_out_n"], scores.Count);
        Assert.True(scores.Top1 > 0.9, $"top-1 {scores.Top1}");
    }

    [Fact]
    public void Run_HeldOutSpectra_NeverTrainOrValidate()
    {
        var model = new PaperTraining(Request(1), new SilentLog()).Run();
        var seen = model.Split.Seen.Spectra.Select(spectrum => spectrum.Source);
        Assert.NotEmpty(model.Folder.Description.HeldOut);
        Assert.Empty(seen.Intersect(model.Folder.Description.HeldOut));
    }

    [Fact]
    public void Run_SameRequestTwice_GivesTheSameFiles()
    {
        var request = Request(2);
        var first = new PaperTraining(request, new SilentLog()).Run().Folder.Description;
        var second = new PaperTraining(request, new SilentLog()).Run().Folder.Description;
        Assert.Equal((first.BackboneSha256, first.HeadSha256, first.ComposedSha256), (second.BackboneSha256, second.HeadSha256, second.ComposedSha256));
        Assert.Equal(first.Metrics, second.Metrics);
    }

    [Fact]
    public void Run_Cancelled_LeavesAnOlderModelUntouched()
    {
        _ = new PaperTraining(Request(1), new SilentLog()).Run();
        var before = File.ReadAllBytes(_folder.File("model/model.json"));
        using var source = new CancellationTokenSource();
        var log = new SilentLog(_ => source.Cancel());
        _ = Assert.ThrowsAny<OperationCanceledException>(() => new PaperTraining(Request(5), log).Run(source.Token));
        Assert.Equal(before, File.ReadAllBytes(_folder.File("model/model.json")));
        Assert.False(Directory.Exists(_folder.File("model/.partial")));
        _ = ModelFolder.Open(_folder.File("model"));
    }

    [Fact]
    public void Run_Cancelled_LeavesNoEmptyFolder()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        _ = Assert.ThrowsAny<OperationCanceledException>(() => new PaperTraining(Request(), new SilentLog()).Run(source.Token));
        Assert.False(Directory.Exists(_folder.File("model")));
    }

    [Fact]
    public void Run_OutputBelowAFile_IsRefusedBeforeLoading()
    {
        var request = Request() with { Data = ["/does/not/exist"] };
        var error = Assert.Throws<TrainingException>(() => new PaperTraining(request with { Output = Path.Combine(_folder.File("minerals.csv"), "model") }, new SilentLog()).Run());
        Assert.Contains("--out", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DuplicatesAndBadRows_AreLeftOutAndCounted()
    {
        var request = Request(1);
        var copy = _folder.File("copy.csv");
        File.WriteAllLines(copy, [.. File.ReadLines(request.Data[0]).Take(3), "Mineral00," + string.Join(',', Enumerable.Repeat("NaN", Grid.Count))]);
        var log = new SilentLog();
        var model = new PaperTraining(request with { Data = [request.Data[0], copy] }, log).Run();
        Assert.Equal((2, 1), (model.Data.Duplicates, model.Data.Refused.Count));
        Assert.Contains(log.Lines, line => line.StartsWith("refused: copy.csv#3", StringComparison.Ordinal));
    }

    [Fact]
    public void Card_SecondRun_KeepsNotesAndStatesTheFigures()
    {
        var request = Request(1);
        var card = Path.Combine(new PaperTraining(request, new SilentLog()).Run().Folder.Path, ModelFolder.CardName);
        File.AppendAllText(card, $"\n{ModelCard.NotesHeading}\n\nWritten by hand.\n");
        var model = new PaperTraining(request, new SilentLog()).Run();
        var text = File.ReadAllText(card);
        Assert.EndsWith("\n## Notes\n\nWritten by hand.\n", text, StringComparison.Ordinal);
        Assert.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"| this model | {100 * model.HeldOut.Top1:F1} |"), text, StringComparison.Ordinal);
        Assert.Contains(request.CommandLine, text, StringComparison.Ordinal);
    }
}
