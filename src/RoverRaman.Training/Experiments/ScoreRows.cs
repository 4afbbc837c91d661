namespace RoverRaman.Training.Experiments;

/// <summary>Gathers cells into rows: one row a corpus and split, folds and seeds added up.</summary>
/// <param name="store">Finished cells.</param>
sealed class ScoreRows(CellStore store)
{
    readonly List<ScoreRow> _rows = [];

    /// <summary>The rows so far.</summary>
    public IReadOnlyList<ScoreRow> Rows => _rows;

    /// <summary>Adds the rows of one method.</summary>
    /// <param name="method">Method and condition, for people.</param>
    /// <param name="cells">Its cells, of all corpora, splits, folds and seeds.</param>
    /// <param name="score">Which of a cell's counts.</param>
    /// <param name="paper">The paper's figure for raw (true) or clean (false) corpora.</param>
    public void Add(string method, IEnumerable<Cell> cells, string score, Func<bool, PaperFigure> paper)
    {
        foreach (var group in cells.GroupBy(cell => (cell.Part.Corpus, cell.Part.Grouped)))
        {
            var stored = group.Select(cell => (cell.Part.Seed, Tally: store.Find(cell)?.Result.Scores.GetValueOrDefault(score)))
                .Where(pair => pair.Tally is { Count: > 0 }).ToArray();
            var tally = stored.Aggregate(default(Tally), (sum, pair) => sum + pair.Tally!.Value);
            _rows.Add(new ScoreRow(method, group.Key.Corpus.Name, group.First().Part.SplitName, paper(group.Key.Corpus.IsRaw), tally,
                stored.Length, group.Count(), stored.Select(pair => pair.Seed).Distinct().Count()));
        }
    }

    /// <summary>Adds the rows of one method whose figure the paper states without regard to the corpus.</summary>
    public void Add(string method, IEnumerable<Cell> cells, string score, PaperFigure paper = default) => Add(method, cells, score, _ => paper);
}
