namespace RoverRaman.Training.Experiments;

/// <summary>Tables 7, 8 and 10: learning from few labels, with and without the help of spectra that have none.</summary>
public sealed class LabelTable : IExperiment
{
    static readonly int[] PaperSupervised = [42, 58, 65, 69, 76];

    readonly string _method;
    readonly string _score;
    readonly int[] _paper;
    readonly Func<IEnumerable<DataPart>, int, IEnumerable<Cell>> _cells;
    (string Name, Func<IEnumerable<DataPart>, int, IEnumerable<Cell>> Cells)[] _variants = [];

    LabelTable(string name, string title, string method, string score, int[] paper, Func<IEnumerable<DataPart>, int, IEnumerable<Cell>> cells)
    {
        (Name, Title) = (name, title);
        (_method, _score, _paper, _cells) = (method, score, paper, cells);
    }

    /// <summary>Table 7 (section 6.2): semi-supervised GAN. Paper: 42/58/65/69/76 -> 53/66/67/71/77 %.</summary>
    public static LabelTable Sgan { get; } = new("table7", "Semi-supervised GAN at 10 to 50 % labels (Table 7)", "SGAN", LabelCells.Sgan,
        [53, 66, 67, 71, 77], LabelCells.AdversarialCnn);

    /// <summary>Table 8 (section 6.2): contrastive pretraining. Paper: -> 51/65/69/75/76 %.</summary>
    public static LabelTable Contrastive { get; } = new("table8", "Contrastive pretraining at 10 to 50 % labels (Table 8)", "SimCLR, frozen encoder",
        LabelCells.Contrastive, [51, 65, 69, 75, 76], LabelCells.ContrastiveCnn);

    /// <summary>Table 10 (section 7.2): sparse autoencoder. Paper: 43/53/58/66/67 %.</summary>
    public static LabelTable Autoencoder { get; } = new("table10", "Sparse autoencoder features at 10 to 50 % labels (Table 10)",
        "sparse autoencoder, frozen", LabelCells.Autoencoder, [43, 53, 58, 66, 67], LabelCells.AutoencoderDense)
    {
        _variants =
        [
            ("the same, classifier trained on every label", LabelCells.AutoencoderEveryLabel),
            ("sparse autoencoder pretrained on the labelled spectra too", LabelCells.AutoencoderOnAll),
            ("both: pretrained on all, classifier trained on every label", LabelCells.AutoencoderOnAllEveryLabel),
        ],
    };

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Title { get; }

    /// <inheritdoc/>
    public IEnumerable<Cell> Plan(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        // A fold's cells follow one another: its fractions share what is pretrained without labels.
        return study.Parts(study.Raw).SelectMany(part => Percents(study).SelectMany(percent => (Cell[])
            [.. LabelCells.SupervisedCnn([part], percent), .. _cells([part], percent), .. _variants.SelectMany(variant => variant.Cells([part], percent)), .. LabelCells.Floor([part], percent)]));
    }

    /// <inheritdoc/>
    public ExperimentReport Report(Study study, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(study);
        var parts = study.Parts(study.Raw).ToArray();
        var rows = new ScoreRows(store);
        foreach (var (i, percent) in LabelCells.Percents.Index().Where(pair => Percents(study).Contains(pair.Item)))
        {
            rows.Add($"CNN, {percent} % labels", LabelCells.SupervisedCnn(parts, percent), LabelCells.Supervised, new PaperFigure(PaperSupervised[i]));
            rows.Add($"{_method}, {percent} % labels", _cells(parts, percent), _score, new PaperFigure(_paper[i]));
            foreach (var variant in _variants)
                rows.Add($"{variant.Name}, {percent} % labels", variant.Cells(parts, percent), _score);
            rows.Add($"1-NN floor, {percent} % labels", LabelCells.Floor(parts, percent), FloorCells.Score);
        }
        string[] validation = _variants.Length == 0 ? [] : ["Every label: all labelled spectra train the classifier, which stops by their own loss; in the other rows a fifth of them is set apart to stop by."];
        return new ExperimentReport(Name, Title)
        {
            Rows = rows.Rows,
            Notes = [.. validation, "A fraction of labels is the paper's number of spectra (of its 848) on published-raw, whatever part of them is at hand, and a fraction of " +
                "the training folds elsewhere. Fractions that need more spectra than the training folds hold have no row."],
        };
    }

    static IEnumerable<int> Percents(Study study) => study.Settings.Fast ? LabelCells.Percents.Where(percent => percent is 10 or 30) : LabelCells.Percents;
}
