using System.Globalization;

namespace RoverRaman.Heads;

/// <summary>
/// How the features of a spectrum lie: group after group, each [O, D] row-major. A head's row holds the D values of all groups side by side, and
/// evidence of a class = bias + sum over groups of (log of the sum over alignments of exp(row . embedding)). Written "7x128" or "7x128+9x64".
/// </summary>
public sealed record FeatureLayout
{
    /// <summary>Most groups.</summary>
    public const int MaxGroups = 4;

    /// <summary>Most alignments of one group.</summary>
    public const int MaxAlignments = 64;

    /// <summary>A layout of groups of (O, D).</summary>
    /// <exception cref="ArgumentException">No group, too many, or one of them without alignments or values, or with too many.</exception>
    public FeatureLayout(params IEnumerable<(int Alignments, int Size)> groups)
    {
        var laidOut = new List<FeatureGroup>();
        foreach (var (alignments, size) in groups)
        {
            if (alignments is < 1 or > MaxAlignments || size is < 1 or > HeadPackage.MaxFeatureSize)
                throw new ArgumentException($"Expected groups of 1..{MaxAlignments} x 1..{HeadPackage.MaxFeatureSize} features, found {alignments} x {size}.", nameof(groups));
            laidOut.Add(new FeatureGroup(alignments, size, Count, Size));
            (Count, Size) = (Count + alignments * size, Size + size);
        }
        if (laidOut.Count is 0 or > MaxGroups || Size > HeadPackage.MaxFeatureSize)
            throw new ArgumentException($"Expected 1..{MaxGroups} groups of at most {HeadPackage.MaxFeatureSize} features in a row, found {laidOut.Count} of {Size}.", nameof(groups));
        Groups = laidOut;
    }

    /// <summary>The groups in order.</summary>
    public IReadOnlyList<FeatureGroup> Groups { get; }

    /// <summary>Length of a head's row: the D of all groups.</summary>
    public int Size { get; }

    /// <summary>Values of one spectrum's features: the O * D of all groups.</summary>
    public int Count { get; }

    /// <summary>Most alignments of a group.</summary>
    public int Alignments => Groups.Max(group => group.Alignments);

    /// <summary>The embeddings that are not shifted, laid out as a row, [<see cref="Size"/>].</summary>
    public T[] Middle<T>(ReadOnlySpan<T> features)
    {
        var row = new T[Size];
        foreach (var group in Groups)
            group.Middle(features).CopyTo(row.AsSpan(group.Row));
        return row;
    }

    /// <summary>Reads what <see cref="ToString"/> writes; null where the text is no layout.</summary>
    public static FeatureLayout? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var groups = new List<(int, int)>();
        foreach (string part in text.Split('+'))
        {
            string[] numbers = part.Split('x');
            if (numbers.Length != 2 || !int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out int alignments)
                || !int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out int size))
                return null;
            groups.Add((alignments, size));
        }
        try
        {
            return new FeatureLayout(groups);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('+', Groups.Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Alignments}x{group.Size}")));

    /// <inheritdoc/>
    public bool Equals(FeatureLayout? other) => other is not null && Groups.SequenceEqual(other.Groups);

    /// <inheritdoc/>
    public override int GetHashCode() => Groups.Aggregate(0, HashCode.Combine);
}
