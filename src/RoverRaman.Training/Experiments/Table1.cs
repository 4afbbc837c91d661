using RoverRaman.Training.Peaks;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// Table 1 (section 3.1): peaks by wavelet transform or by local maxima, counted in 116 bins of 12 cm-1, named by the nearest
/// neighbour. Paper: 70 % and 59 % (its KNN on clean spectra reaches 70 % in Table 2, so these are taken for clean spectra).
/// </summary>
public sealed class Table1 : IExperiment
{
    internal const string Wavelet = "wavelet, Ricker, widths 10-20";
    const string Maxima = "local maxima, width 10";

    /// <inheritdoc/>
    public string Name => "table1";

    /// <inheritdoc/>
    public string Title => "Peak detection for 1-NN (Table 1)";

    /// <inheritdoc/>
    public IEnumerable<Cell> Plan(Study study) =>
        [.. Cells(study, Wavelet, PeakCells.Wavelet), .. Cells(study, Maxima, values => LocalMaxima.Find(values)),
            .. FloorCells.Of(study.Parts(study.Corpora))];

    /// <inheritdoc/>
    public ExperimentReport Report(Study study, CellStore store)
    {
        var cells = Plan(study).ToLookup(cell => cell.Condition);
        var rows = new ScoreRows(store);
        rows.Add(Wavelet, cells[Wavelet], PeakCells.Knn, raw => raw ? default : new PaperFigure(70));
        rows.Add(Maxima, cells[Maxima], PeakCells.Knn, raw => raw ? default : new PaperFigure(59));
        rows.Add(FloorCells.Name, cells["pool"], FloorCells.Score);
        return new ExperimentReport(Name, Title) { Rows = rows.Rows };
    }

    static IEnumerable<Cell> Cells(Study study, string condition, Func<float[], int[]> find) =>
        study.Parts(study.Corpora).Select(part => PeakCells.Nearest(part, condition, find));
}
