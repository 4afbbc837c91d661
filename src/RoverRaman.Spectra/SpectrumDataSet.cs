namespace RoverRaman.Spectra;

/// <summary>Labelled spectra with a fixed order of classes (ordinal by name).</summary>
public sealed class SpectrumDataSet
{
    /// <summary>Takes the spectra in their order.</summary>
    public SpectrumDataSet(IReadOnlyList<LabeledSpectrum> spectra) => throw new NotImplementedException();

    /// <summary>The spectra.</summary>
    public IReadOnlyList<LabeledSpectrum> Spectra => throw new NotImplementedException();

    /// <summary>Class names, ordinal order, each once.</summary>
    public IReadOnlyList<string> Classes => throw new NotImplementedException();

    /// <summary>Index into <see cref="Classes"/> of each spectrum; -1 where unlabelled.</summary>
    public IReadOnlyList<int> Labels => throw new NotImplementedException();

    /// <summary>True where every spectrum has a specimen ID, so that splits can keep specimens together.</summary>
    public bool HasSpecimenIds => throw new NotImplementedException();

    /// <summary>SHA-256 (hex) over labels, specimen IDs and intensities, in order.</summary>
    public string Sha256 => throw new NotImplementedException();

    /// <summary>Drops classes with fewer than <paramref name="minimum"/> spectra (paper, section 2.2: 8).</summary>
    public SpectrumDataSet Prune(int minimum) => throw new NotImplementedException();

    /// <summary>The named spectra alone.</summary>
    public SpectrumDataSet Subset(IEnumerable<int> indices) => throw new NotImplementedException();

    /// <summary>
    /// Stratified folds; specimens are kept together where IDs exist and <paramref name="grouped"/> is true.
    /// Element f holds the indices of fold f; same seed, same folds.
    /// </summary>
    public IReadOnlyList<int[]> Folds(int count, int seed, bool grouped = true) => throw new NotImplementedException();
}
