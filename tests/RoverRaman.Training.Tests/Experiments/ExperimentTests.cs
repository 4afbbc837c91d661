using RoverRaman.Training.Experiments;
using RoverRaman.Training.Experiments.Report;
using RoverRaman.Training.Models;
using RoverRaman.Training.SemiSupervised;

namespace RoverRaman.Training.Tests.Experiments;

/// <summary>Every experiment runs to its table on a little invented data, one epoch each.</summary>
public sealed class ExperimentTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    static Study Tiny(int classes = 7, int perClass = 5) => new(
        [new Corpus("tiny", true, false, SyntheticMinerals.Create(classes, perClass, specimens: false), classes * perClass, classes)],
        new SweepSettings { Fast = true, Epochs = 1, PretrainingEpochs = 1, Threads = 1 });

    [Theory]
    [InlineData("dataset")]
    [InlineData("table1")]
    [InlineData("table2")]
    [InlineData("sizes")]
    [InlineData("validation")]
    [InlineData("table5")]
    [InlineData("table8")]
    [InlineData("table9")]
    [InlineData("table10")]
    [InlineData("table11")]
    public void Experiment_TinyData_RunsToItsTable(string name)
    {
        var study = Tiny();
        var experiment = Assert.Single(ExperimentCatalog.Find(name)!);
        using var store = new CellStore(_folder.Path);
        var outcome = new Sweep(store, study.Settings).Run(experiment.Plan(study), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((0, 0), (outcome.Left, outcome.Failures.Count));
        var report = experiment.Report(study, store);
        Assert.True(report.Rows.Count + report.Tables.Sum(table => table.Rows.Count) > 0);
        Assert.All(report.Rows, row => Assert.Equal(row.Planned, row.Cells));
        if (name.StartsWith("table", StringComparison.Ordinal) && name is not ("table5" or "table6"))
            Assert.Contains(report.Rows, row => row.Method.Contains("1-NN", StringComparison.Ordinal));
        Assert.Contains(report.Title, MarkdownReport.Render([report], ["preface"]), StringComparison.Ordinal);
    }

    [Fact]
    public void ContrastiveEncoder_TakenFromTheLastCell_LeavesWeightsAndChanceAsIfTrainedNow()
    {
        var part = Tiny().Parts(Tiny().Corpora).First();
        var shared = new ContrastiveEncoder();
        (float Weight, float Chance) Next()
        {
            TorchSharp.torch.random.manual_seed(part.Seed);
            using var network = new PaperCnn(new PaperCnnOptions(), 7);
            var losses = shared.Pretrain(part, network.Backbone, new SemiSupervisedOptions { Epochs = 1 }, TestContext.Current.CancellationToken);
            Assert.True(double.IsFinite(Assert.Single(losses)));
            return (network.Backbone.parameters().First().sum().item<float>(), TorchSharp.torch.rand(1).item<float>());
        }
        Assert.Equal(Next(), Next());
    }

    [Fact]
    public void Plan_Names_AreThoseOfTheIssueAndEachOnce() => Assert.Equal(
        ["dataset", "table1", "table2", "figure7", "curves", "confidence", "gradcam", "table3", "table4", "sizes", "validation", "table5", "table6", "table7", "table8", "table9",
            "table10", "table11", "siamese"],
        ExperimentCatalog.All.Select(experiment => experiment.Name));

    [Fact]
    public void Report_NothingMeasured_LeavesRowsOpenInsteadOfFailing()
    {
        var study = Tiny();
        using var store = new CellStore(_folder.Path);
        var reports = ExperimentCatalog.All.Select(experiment => experiment.Report(study, store)).ToArray();
        Assert.All(reports.SelectMany(report => report.Rows), row => Assert.Null(row.Top1));
        var page = HtmlReport.Render(reports, ["preface"]);
        Assert.DoesNotContain("http://", page[..page.IndexOf("<script", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.All(reports, report => Assert.Contains($"<section id=\"{report.Name}\">", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Render_Names_CannotBreakOutOfThePage()
    {
        var report = new ExperimentReport("x", "a <b> & c")
        {
            Tables = [new TextTable("t", ["c"], [["</script><i>"]])],
            Figures = [new Figure("</script>", "x", "y", [1, 2], [new FigureCurve("curve", [double.NaN, 1])])],
        };
        var page = HtmlReport.Render([report], []);
        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN]", page, StringComparison.Ordinal);
        Assert.Contains("[null,1]", page, StringComparison.Ordinal);
        Assert.Contains("\\u003C/script\\u003E", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Labelled_Fractions_HoldEveryClassAndNestNothingOfTheTest()
    {
        var part = new DataPart(Tiny(6, 10).Corpora[0], false, 1, 0, new SweepSettings());
        var labelled = part.Labelled(12)!;
        Assert.Equal(12, labelled.Spectra.Count);
        Assert.All(labelled.CountByClass(), count => Assert.Equal(2, count));
        Assert.Empty(labelled.Spectra.Intersect(part.Test.Spectra));
        Assert.Null(part.Labelled(1000));
    }

    [Fact]
    public void Rows_SeveralSeeds_CountDistinctSpectra()
    {
        var row = new ScoreRow("m", "c", "spectrum", new PaperFigure(80), new Tally(300, 150, 270), 3, 3, 3);
        Assert.Equal(100, row.Distinct);
        Assert.Equal(-30, row.Difference!.Value, 6);
        Assert.InRange(row.Top1Interval!.Value.Low, 0.40, 0.41);
    }
}
