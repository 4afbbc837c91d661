using RoverRaman.Training.Models;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// What the paper's early stopping costs where labels are few: the networks of Tables 3, 4 and 9 with every spectrum of the training folds trained on, until their
/// own loss no longer falls. In the tables a fifth of those spectra is set apart to stop by. No table of the paper.
/// </summary>
public sealed class ValidationExperiment : IExperiment
{
    /// <inheritdoc/>
    public string Name => "validation";

    /// <inheritdoc/>
    public string Title => "Tables 3, 4 and 9 with every label trained on, none set apart to stop by";

    /// <inheritdoc/>
    public IEnumerable<Cell> Plan(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return SizeExperiment.Networks.SelectMany(network => Cells(study, network.Name, network.M, network.N, network.Stride))
            .Concat(Table9.Sizes.SelectMany(size => Table9.Cells(study, size.Spectra, validates: false)));
    }

    /// <inheritdoc/>
    public ExperimentReport Report(Study study, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(study);
        var rows = new ScoreRows(store);
        foreach (var (name, m, n, stride) in SizeExperiment.Networks)
            foreach (var shift in SizeExperiment.Shifts)
                rows.Add($"CNN, {name}, every label, shift {shift}", Cells(study, name, m, n, stride), CnnCells.At(shift), ShiftTable.Paper(m, n, shift));
        foreach (var (spectra, paper) in Table9.Sizes)
            rows.Add($"{Table9.NameOf(spectra)}, every label", Table9.Cells(study, spectra, validates: false), Table9.Score, new PaperFigure(paper));
        return new ExperimentReport(Name, Title)
        {
            Rows = rows.Rows,
            Notes = ["Training ends after five epochs in which the loss on the training spectra has not fallen, at the latest after 200; the learning rate follows it likewise."],
        };
    }

    static IEnumerable<Cell> Cells(Study study, string name, int m, int n, int stride) => study.Parts(study.Raw).Select(part => SizeExperiment.Of(
        part, $"{name}, every label", new PaperCnnOptions { PoolingSize = m, Blocks = n, PoolingStride = stride }, () => part.Pool, validates: false));
}
