using RoverRaman.Training.Experiments;
using RoverRaman.Training.Train;

namespace RoverRaman.Training.Tests.Experiments;

public sealed class SweepTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly List<string> _measured = [];
    readonly Corpus _corpus = new("test", true, false, SyntheticMinerals.Create(4, 10), 40, 4);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_SecondTime_MeasuresNothingAgain()
    {
        Assert.Equal(0, Run(Cells(3)));
        Assert.Equal(0, Run(Cells(5)));
        Assert.Equal(["a0", "a1", "a2", "a3", "a4"], _measured);
    }

    [Fact]
    public void Run_Cancelled_KeepsFinishedCells()
    {
        using var stop = new CancellationTokenSource();
        var cells = Cells(4, done => { if (done == 2) stop.Cancel(); });
        Assert.ThrowsAny<OperationCanceledException>(() => Run(cells, cancellation: stop.Token));
        using (var store = new CellStore(_folder.Path))
            Assert.Equal(2, store.Count);
        Assert.Equal(0, Run(Cells(4)));
        Assert.Equal(["a0", "a1", "a2", "a3"], _measured);
    }

    [Fact]
    public void Run_OutOfTime_StopsBetweenCellsAndSaysWhatIsLeft()
    {
        Assert.Equal(3, Run(Cells(3), TimeSpan.Zero));
        Assert.Empty(_measured);
    }

    [Fact]
    public void Run_Progress_NamesEachCellAndForetellsTheTime()
    {
        var seen = new List<SweepProgress>();
        Run(Cells(3), progress: new Now(seen.Add));
        Assert.Equal([0, 1, 2, 3], seen.Select(step => step.Done));
        Assert.Null(seen[0].Left);
        Assert.NotNull(seen[1].Left);
        Assert.Null(seen[^1].Next);
    }

    [Fact]
    public void Store_CutLastLine_IsDroppedAndMeasuredAgain()
    {
        Run(Cells(2));
        var path = _folder.File(CellStore.FileName);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^7]);
        using (var store = new CellStore(_folder.Path))
            Assert.Equal((1, 1), (store.Count, store.Dropped));
        Run(Cells(2));
        Assert.Equal(["a0", "a1", "a1"], _measured);
    }

    [Fact]
    public void Store_DamagedLine_IsRefusedWithItsNumber()
    {
        Run(Cells(2));
        var path = _folder.File(CellStore.FileName);
        File.WriteAllText(path, "{}\n" + File.ReadAllText(path));
        var error = Assert.Throws<TrainingException>(() => new CellStore(_folder.Path));
        Assert.Contains("line 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Store_OtherSpectra_AreNotTakenForTheSame()
    {
        Run(Cells(1));
        var other = new Corpus("test", true, false, SyntheticMinerals.Create(4, 10, seed: 99), 40, 4);
        Run([Cell("a0", other)]);
        Assert.Equal(["a0", "a0"], _measured);
    }

    [Fact]
    public void Store_OpenedTwice_IsRefused()
    {
        using var first = new CellStore(_folder.Path);
        var error = Assert.Throws<TrainingException>(() => new CellStore(_folder.Path));
        Assert.Contains("another sweep", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("changed", "'a.csv' has changed")]
    [InlineData("gone", "'a.csv' is not among the data any more")]
    [InlineData("added", "'b.csv' was not among the data")]
    public void Check_DataDiffer_IsRefusedWithTheFilesName(string what, string message)
    {
        var file = _folder.File("a.csv");
        File.WriteAllText(file, "one");
        DataManifest.Check(_folder.Path, [file]);
        Run(Cells(1));
        DataManifest.Check(_folder.Path, [file]);
        File.WriteAllText(_folder.File("b.csv"), "two");
        if (what == "changed")
            File.WriteAllText(file, "other");
        string[] files = what switch { "gone" => [], "added" => [file, _folder.File("b.csv")], _ => [file] };
        var error = Assert.Throws<TrainingException>(() => DataManifest.Check(_folder.Path, files));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NoCellsYet_TakesOtherData()
    {
        var file = _folder.File("a.csv");
        File.WriteAllText(file, "bad");
        DataManifest.Check(_folder.Path, [file]);
        File.WriteAllText(file, "good");
        DataManifest.Check(_folder.Path, [file]);
    }

    [Fact]
    public void Run_FailedCell_IsReportedAndTheOthersAreMeasured()
    {
        var cells = Cells(3);
        cells[1] = cells[1] with { Measure = _ => throw new TrainingException("the loss is no number") };
        using var store = new CellStore(_folder.Path);
        var outcome = new Sweep(store, new SweepSettings { Threads = 1 }).Run(cells);
        Assert.Equal(1, outcome.Left);
        Assert.Contains("a1", Assert.Single(outcome.Failures), StringComparison.Ordinal);
        Assert.Equal(["a0", "a2"], _measured);
    }

    int Run(IEnumerable<Cell> cells, TimeSpan? limit = null, IProgress<SweepProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var store = new CellStore(_folder.Path);
        return new Sweep(store, new SweepSettings { Threads = 1 }).Run(cells, limit, progress, cancellation).Left;
    }

    Cell[] Cells(int count, Action<int>? done = null) => [.. Enumerable.Range(0, count).Select(i => Cell($"a{i}", _corpus, () => done?.Invoke(i + 1)))];

    Cell Cell(string condition, Corpus corpus, Action? after = null) => new("study", condition, new DataPart(corpus, true, 0, 0, new SweepSettings()), _ =>
    {
        _measured.Add(condition);
        after?.Invoke();
        return CellResult.Of("x", new Tally(10, 5, 7));
    });

    sealed class Now(Action<SweepProgress> report) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value) => report(value);
    }
}
