namespace RoverRaman.Training.Experiments;

/// <summary>What all experiments of one call share: the corpora and how much of everything.</summary>
/// <param name="Corpora">At least one.</param>
/// <param name="Settings">How much.</param>
public sealed record Study(IReadOnlyList<Corpus> Corpora, SweepSettings Settings)
{
    /// <summary>Corpora with baseline, as the paper's sections 5 to 8 use; where there are none, all (tables say which).</summary>
    public IReadOnlyList<Corpus> Raw => Corpora.Where(corpus => corpus.IsRaw).ToArray() is { Length: > 0 } raw ? raw : Corpora;

    /// <summary>Every split, fold and seed of <paramref name="corpora"/>.</summary>
    public IEnumerable<DataPart> Parts(IEnumerable<Corpus> corpora) =>
        from corpus in corpora
        from grouped in corpus.Groupings
        from seed in Enumerable.Range(0, Settings.Seeds)
        from fold in Enumerable.Range(0, Settings.MeasuredFolds)
        select new DataPart(corpus, grouped, fold, seed, Settings);
}
