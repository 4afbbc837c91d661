using RoverRaman.Training.Models;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// Figure 7 (section 4.2): CNN, CNN features with 1-NN, three MLPs, 1-NN on peak counts; raw and clean; with and without augmentation.
/// The figure's bars carry no numbers; the CNN's 83 % on raw spectra is Table 3's, KNN's 51 and 70 % are Table 2's.
/// </summary>
public sealed class Figure7 : IExperiment
{
    /// <inheritdoc/>
    public string Name => "figure7";

    /// <inheritdoc/>
    public string Title => "CNN, CNN + KNN, MLP, KNN, with and without augmentation (Figure 7)";

    /// <inheritdoc/>
    public IEnumerable<Cell> Plan(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return [.. new[] { false, true }.SelectMany(augmented => Cnn(study, augmented).Concat(MlpSize.All.SelectMany(size => Mlp(study, size, augmented)))),
            .. Knn(study), .. FloorCells.Of(study.Parts(study.Corpora))];
    }

    /// <inheritdoc/>
    public ExperimentReport Report(Study study, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(study);
        var rows = new ScoreRows(store);
        foreach (var augmented in new[] { false, true })
        {
            var suffix = augmented ? ", augmented" : "";
            rows.Add("CNN" + suffix, Cnn(study, augmented), CnnCells.Cnn, raw => raw && !augmented ? new PaperFigure(83, 91) : default);
            rows.Add("CNN features + KNN" + suffix, Cnn(study, augmented), CnnCells.CnnKnn);
            foreach (var size in MlpSize.All)
                rows.Add(size.Name + suffix, Mlp(study, size, augmented), MlpCells.Score);
        }
        rows.Add("KNN on peak counts", Knn(study), PeakCells.Knn, raw => new PaperFigure(raw ? 51 : 70));
        rows.Add(FloorCells.Name, FloorCells.Of(study.Parts(study.Corpora)), FloorCells.Score);
        return new ExperimentReport(Name, Title) { Rows = rows.Rows };
    }

    static IEnumerable<Cell> Cnn(Study study, bool augmented) => study.Parts(study.Corpora).Select(part => CnnCells.Of(part, augmented: augmented));

    static IEnumerable<Cell> Mlp(Study study, MlpSize size, bool augmented) => study.Parts(study.Corpora).Select(part => MlpCells.Of(part, size, augmented));

    static IEnumerable<Cell> Knn(Study study) => study.Parts(study.Corpora).Select(part => PeakCells.Nearest(part, Table1.Wavelet, PeakCells.Wavelet));
}
