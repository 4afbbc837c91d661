using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace RoverRaman.Spectra;

/// <summary>Labelled spectra with a fixed order of classes (ordinal by name). Immutable.</summary>
public sealed class SpectrumDataSet
{
    readonly LabeledSpectrum[] _spectra;
    readonly string[] _classes;
    readonly int[] _labels;
    readonly Lazy<string> _sha256;

    /// <summary>Takes the spectra in their order.</summary>
    /// <exception cref="ArgumentException">A spectrum does not have <see cref="Grid.Count"/> points.</exception>
    public SpectrumDataSet(IReadOnlyList<LabeledSpectrum> spectra) : this([.. spectra], ClassesOf(spectra)) { }

    SpectrumDataSet(LabeledSpectrum[] spectra, string[] classes)
    {
        foreach (var spectrum in spectra)
            if (spectrum.Intensities.Length != Grid.Count)
                throw new ArgumentException($"Expected {Grid.Count} points, found {spectrum.Intensities.Length} in {spectrum.Source}.", nameof(spectra));
        _spectra = spectra;
        _classes = classes;
        _labels = Array.ConvertAll(spectra, spectrum => spectrum.ClassName is { } name ? Array.BinarySearch(classes, name, StringComparer.Ordinal) : -1);
        _sha256 = new Lazy<string>(ComputeSha256);
    }

    /// <summary>No spectra, no classes.</summary>
    public static SpectrumDataSet Empty { get; } = new([]);

    /// <summary>The spectra.</summary>
    public IReadOnlyList<LabeledSpectrum> Spectra => _spectra;

    /// <summary>Class names, ordinal order, each once.</summary>
    public IReadOnlyList<string> Classes => _classes;

    /// <summary>Index into <see cref="Classes"/> of each spectrum; -1 where unlabelled.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>True where every spectrum has a specimen ID, so that splits can keep specimens together.</summary>
    public bool HasSpecimenIds => _spectra.Length > 0 && Array.TrueForAll(_spectra, spectrum => spectrum.SpecimenId is not null);

    /// <summary>SHA-256 (hex) over labels, specimen IDs and intensities, in order. Sources and lasers do not enter.</summary>
    public string Sha256 => _sha256.Value;

    /// <summary>Joins several loads, in their order.</summary>
    public static SpectrumDataSet Concat(params IEnumerable<SpectrumDataSet> sets) => new([.. sets.SelectMany(set => set._spectra)]);

    /// <summary>Drops classes with fewer than <paramref name="minimum"/> spectra (paper, section 2.2: 8). Unlabelled spectra stay.</summary>
    public SpectrumDataSet Prune(int minimum)
    {
        var counts = CountByClass();
        return new SpectrumDataSet([.. _spectra.Where((_, i) => _labels[i] < 0 || counts[_labels[i]] >= minimum)]);
    }

    /// <summary>The named spectra alone. <see cref="Classes"/> stays as it is, so that labels of several subsets agree.</summary>
    public SpectrumDataSet Subset(IEnumerable<int> indices) => new([.. indices.Select(i => _spectra[i])], _classes);

    /// <summary>Keeps the first of spectra that agree in class and in every intensity, as where published subsets overlap.</summary>
    public SpectrumDataSet Distinct() => new([.. _spectra.DistinctBy(ContentKey)], _classes);

    /// <summary>Number of spectra of each class, in the order of <see cref="Classes"/>.</summary>
    public int[] CountByClass()
    {
        var counts = new int[_classes.Length];
        foreach (var label in _labels)
            if (label >= 0)
                counts[label]++;
        return counts;
    }

    /// <summary>
    /// Stratified folds; specimens are kept together where IDs exist and <paramref name="grouped"/> is true.
    /// Element f holds the indices of fold f, ascending; same seed, same folds.
    /// </summary>
    public IReadOnlyList<int[]> Folds(int count, int seed, bool grouped = true) => new Stratifier(this, seed, grouped).Folds(count);

    /// <summary>
    /// Sets about <paramref name="fraction"/> of the spectra apart, evenly over the classes. Specimens are kept together where IDs exist
    /// and <paramref name="grouped"/> is true, and a class' last specimen always stays: what is set apart can be known from the rest.
    /// </summary>
    public SpectrumSplit Split(double fraction, int seed, bool grouped = true) => new Stratifier(this, seed, grouped).Split(fraction);

    static string[] ClassesOf(IReadOnlyList<LabeledSpectrum> spectra)
    {
        string[] names = [.. spectra.Select(spectrum => spectrum.ClassName).OfType<string>().Distinct(StringComparer.Ordinal)];
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    static string ContentKey(LabeledSpectrum spectrum)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, spectrum.ClassName);
        AppendIntensities(hash, spectrum.Intensities);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    string ComputeSha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var spectrum in _spectra)
        {
            Append(hash, spectrum.ClassName);
            Append(hash, spectrum.SpecimenId);
            AppendIntensities(hash, spectrum.Intensities);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A length first (-1 for null), so that no two sequences of texts share their bytes.
    static void Append(IncrementalHash hash, string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    static void AppendIntensities(IncrementalHash hash, float[] intensities)
    {
        if (BitConverter.IsLittleEndian)
        {
            hash.AppendData(MemoryMarshal.AsBytes(intensities.AsSpan()));
            return;
        }
        Span<byte> word = stackalloc byte[4];
        foreach (var value in intensities)
        {
            BinaryPrimitives.WriteSingleLittleEndian(word, value);
            hash.AppendData(word);
        }
    }
}
