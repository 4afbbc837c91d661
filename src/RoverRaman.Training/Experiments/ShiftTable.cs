namespace RoverRaman.Training.Experiments;

/// <summary>
/// Tables 3 and 4 (section 5.2): one knob of the CNN against shifts of 0, 15 and 30 cm-1 (moved right, the edge filled with the first
/// value, as the paper's files are; and moved left), without retraining.
/// </summary>
/// <param name="number">3: pooling size m; 4: number n of pooling layers.</param>
public sealed class ShiftTable(int number) : IExperiment
{
    static readonly int[] PaperPools = [2, 64], AllPools = [2, 4, 8, 16, 32, 64, 128];
    static readonly int[] PaperBlocks = [1, 10], AllBlocks = [1, 2, 3, 5, 10];

    // The paper's m = 64 read the other way (PaperCnnOptions.PoolingStride): its windows overlap.
    const int Overlapping = 64, Stride = 2;

    // (setting, shift) -> top-1, top-3 of tables 3 and 4.
    static readonly Dictionary<(int, int), PaperFigure> Pools = new()
    {
        [(2, 0)] = new(83, 91),
        [(2, 15)] = new(29, 51),
        [(2, 30)] = new(8, 16),
        [(64, 0)] = new(62, 82),
        [(64, 15)] = new(47, 65),
        [(64, 30)] = new(39, 57),
    };
    static readonly Dictionary<(int, int), PaperFigure> Blocks = new()
    {
        [(1, 0)] = new(83, 91),
        [(1, 15)] = new(29, 51),
        [(1, 30)] = new(6, 15),
        [(10, 0)] = new(63, 80),
        [(10, 15)] = new(42, 70),
        [(10, 30)] = new(46, 63),
    };

    readonly bool _pools = number == 3;

    /// <summary>The paper's figures for pooling size m with the usual three layers, or for n layers with the usual size of 2; empty where it has none.</summary>
    internal static PaperFigure Paper(int m, int n, int shift) => n == 3 ? Pools.GetValueOrDefault((m, shift)) : Blocks.GetValueOrDefault((n, shift));

    /// <inheritdoc/>
    public string Name => $"table{number}";

    /// <inheritdoc/>
    public string Title => _pools ? "Pooling size m against shifts (Table 3)" : "Number n of pooling layers against shifts (Table 4)";

    /// <inheritdoc/>
    public IEnumerable<Cell> Plan(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return [.. Settings(study).SelectMany(setting => Cells(study, setting)), .. _pools ? Strided(study) : [], .. Floor(study)];
    }

    /// <inheritdoc/>
    public ExperimentReport Report(Study study, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(study);
        var rows = new ScoreRows(store);
        foreach (var setting in Settings(study))
            foreach (var shift in CnnCells.Shifts)
                rows.Add($"CNN, {(_pools ? "m" : "n")} = {setting}, shift {shift}", Cells(study, setting), CnnCells.At(shift),
                    (_pools ? Pools : Blocks).GetValueOrDefault((setting, shift)));
        foreach (var shift in _pools ? CnnCells.Shifts : [])
            rows.Add($"CNN, m = {Overlapping}, stride {Stride}, shift {shift}", Strided(study), CnnCells.At(shift), Pools.GetValueOrDefault((Overlapping, shift)));
        foreach (var shift in CnnCells.Shifts)
            rows.Add($"1-NN floor, lag search, shift {shift}", Floor(study), ShiftFloor.At(shift));
        return new ExperimentReport(Name, Title) { Rows = rows.Rows, Figures = [.. Figures(study, rows.Rows)] };
    }

    int[] Settings(Study study) => _pools ? study.Settings.Fast ? PaperPools : AllPools : study.Settings.Fast ? PaperBlocks : AllBlocks;

    IEnumerable<Cell> Cells(Study study, int setting) =>
        study.Parts(study.Raw).Select(part => _pools ? CnnCells.Of(part, m: setting) : CnnCells.Of(part, n: setting));

    static IEnumerable<Cell> Strided(Study study) => study.Parts(study.Raw).Select(part => CnnCells.Of(part, m: Overlapping, stride: Stride));

    static IEnumerable<Cell> Floor(Study study) => study.Parts(study.Raw).Select(ShiftFloor.Of);

    IEnumerable<Figure> Figures(Study study, IReadOnlyList<ScoreRow> rows)
    {
        foreach (var group in rows.GroupBy(row => (row.Corpus, row.Split)))
            yield return new Figure($"Top-1 by {(_pools ? "pooling size m" : "number n of pooling layers")}, {group.Key.Corpus}, split by {group.Key.Split}",
                _pools ? "m" : "n", "top-1, %", [.. Settings(study).Select(setting => (double)setting)],
                [.. CnnCells.Shifts.Select(shift => new FigureCurve($"shift {shift} cm-1", [.. Settings(study).Select(setting =>
                    100 * group.FirstOrDefault(row => row.Method == $"CNN, {(_pools ? "m" : "n")} = {setting}, shift {shift}")?.Top1 ?? double.NaN)]))]);
    }
}
