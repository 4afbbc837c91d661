using RoverRaman.Spectra;

namespace RoverRaman.Training.Experiments;

/// <summary>One fold of one corpus: what is trained on, what is measured on.</summary>
/// <param name="Corpus">The spectra.</param>
/// <param name="Grouped">True where specimens are kept together.</param>
/// <param name="Fold">Fold that is measured on, 0..4.</param>
/// <param name="Seed">Seed of the folds and of everything random in the cell.</param>
/// <param name="Settings">How much of everything.</param>
public sealed record DataPart(Corpus Corpus, bool Grouped, int Fold, int Seed, SweepSettings Settings)
{
    readonly Lazy<IReadOnlyList<int[]>> _folds = new(() => Corpus.Data.Folds(SweepSettings.Folds, Seed, Grouped));

    /// <summary>What the store knows it by.</summary>
    public string Key => $"{Corpus.Name}|{SplitName}|fold {Fold}|seed {Seed}|{Settings.Key}";

    /// <summary>"specimen" or "spectrum", as in <c>train --json</c>.</summary>
    public string SplitName => Grouped ? "specimen" : "spectrum";

    /// <summary>The fold that is measured on.</summary>
    public SpectrumDataSet Test => Corpus.Data.Subset(_folds.Value[Fold]);

    /// <summary>All other folds.</summary>
    public SpectrumDataSet Pool => Corpus.Data.Subset(Enumerable.Range(0, SweepSettings.Folds).Where(f => f != Fold).SelectMany(f => _folds.Value[f]).Order());

    /// <summary>
    /// <paramref name="count"/> spectra of the pool whose labels are kept, evenly over the classes and at least one of each; null where
    /// the pool has fewer.
    /// </summary>
    public SpectrumDataSet? Labelled(int count)
    {
        var pool = Pool;
        return count > pool.Spectra.Count ? null : pool.Subset(Stratified.Choose(pool, count, Seed));
    }
}
