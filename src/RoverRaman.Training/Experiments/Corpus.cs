using RoverRaman.Spectra;

namespace RoverRaman.Training.Experiments;

/// <summary>A body of spectra that experiments run on: labelled, distinct, every class in at least two specimens.</summary>
/// <param name="Name">Short name, stands in keys and tables.</param>
/// <param name="IsRaw">With baseline (the paper's RRUFF-raw) or without (RRUFF-clean).</param>
/// <param name="Published">True for the paper's own published subset, which its authors have pruned.</param>
/// <param name="Data">The spectra.</param>
/// <param name="Loaded">Spectra before pruning.</param>
/// <param name="LoadedClasses">Classes before pruning.</param>
public sealed record Corpus(string Name, bool IsRaw, bool Published, SpectrumDataSet Data, int Loaded, int LoadedClasses)
{
    /// <summary>The paper's training set, from which its label fractions are taken (Table 9 names 848 samples).</summary>
    public const int PaperTrainingSpectra = 848;

    /// <summary>Ways to split: by specimen where IDs exist, and by spectrum as the paper did.</summary>
    public IReadOnlyList<bool> Groupings => Data.HasSpecimenIds ? [true, false] : [false];

    /// <summary>
    /// Number of labelled spectra that stands for a fraction of labels. On the paper's own subset it is the paper's number, even where
    /// only a part of that subset is at hand; elsewhere the fraction of <paramref name="pool"/>. Never fewer than one of each class.
    /// </summary>
    public int LabelledCount(double fraction, int pool) =>
        Math.Max(Data.Classes.Count, (int)Math.Ceiling(fraction * (Published && IsRaw ? PaperTrainingSpectra : pool)));
}
