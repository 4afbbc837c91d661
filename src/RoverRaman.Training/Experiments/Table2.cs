namespace RoverRaman.Training.Experiments;

/// <summary>
/// Table 2 (section 3.2): support vector machine (RBF, C = 10, gamma = 0.01) and 1-NN on wavelet peak counts, raw and clean.
/// Paper: SVM 49 / 72 %, KNN 51 / 70 %.
/// </summary>
public sealed class Table2 : IExperiment
{
    /// <inheritdoc/>
    public string Name => "table2";

    /// <inheritdoc/>
    public string Title => "SVM and KNN on peak counts (Table 2)";

    /// <inheritdoc/>
    public IEnumerable<Cell> Plan(Study study) => [.. Machines(study), .. Neighbours(study), .. FloorCells.Of(study.Parts(study.Corpora))];

    /// <inheritdoc/>
    public ExperimentReport Report(Study study, CellStore store)
    {
        var rows = new ScoreRows(store);
        rows.Add("SVM, RBF, C 10, gamma 0.01", Machines(study), PeakCells.Svm, raw => new PaperFigure(raw ? 49 : 72));
        rows.Add("KNN, k 1", Neighbours(study), PeakCells.Knn, raw => new PaperFigure(raw ? 51 : 70));
        rows.Add(FloorCells.Name, FloorCells.Of(study.Parts(study.Corpora)), FloorCells.Score);
        return new ExperimentReport(Name, Title) { Rows = rows.Rows };
    }

    static IEnumerable<Cell> Machines(Study study) => study.Parts(study.Corpora).Select(PeakCells.Machine);

    // The very cells of Table 1.
    static IEnumerable<Cell> Neighbours(Study study) =>
        study.Parts(study.Corpora).Select(part => PeakCells.Nearest(part, Table1.Wavelet, PeakCells.Wavelet));
}
