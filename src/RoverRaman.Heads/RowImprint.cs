namespace RoverRaman.Heads;

/// <summary>
/// The row of a new class from a few of its spectra, in microseconds and without the old classes' data: the mean direction of their features
/// (weight imprinting, Qi et al. 2018), group by group, as long as the head's own rows. What a robot does with a teach order, and where fitting starts.
/// </summary>
public static class RowImprint
{
    /// <summary>Length of a row where the head has none to go by: the scale of the rover preset's cosine head.</summary>
    public const float DefaultLength = 20;

    /// <summary>Computes the row.</summary>
    /// <param name="head">The head that the row is to stand in.</param>
    /// <param name="spectra">Features of each spectrum, as the head's layout says; the middle alignment is the one not shifted.</param>
    /// <returns>[FeatureSize]; its bias is 0.</returns>
    /// <exception cref="HeadFormatException">No spectrum, features of another length, or features that cancel out.</exception>
    public static float[] Row(HeadPackage head, IReadOnlyList<float[]> spectra)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(spectra);
        if (spectra.Count == 0)
            throw new HeadFormatException(HeadRefusal.NotFinite, "Expected features of at least one spectrum, found none. Name spectra.");
        foreach (float[] features in spectra)
            if (!head.Manifest.Holds(features.Length) || features.Length != spectra[0].Length)
                throw new HeadFormatException(HeadRefusal.WrongFeatureSize, $"Expected {head.Manifest.Layout?.ToString() ?? $"a multiple of {head.Manifest.FeatureSize}"} features of each spectrum, found {features.Length}.");
        var layout = head.Manifest.LayoutOf(spectra[0].Length);
        float[] row = new float[layout.Size];
        foreach (var group in layout.Groups)
        {
            if (group.IsCommon)
            {
                row[group.Row] = Common(head, group);
                continue;
            }
            double[] mean = Direction(spectra, group);
            double length = TypicalLength(head, group) ?? DefaultLength;
            for (int i = 0; i < group.Size; i++)
                row[group.Row + i] = Rounded(length * mean[i]);
        }
        return row;
    }

    /// <summary>Weight that every row of the head has for a common value (<see cref="FeatureGroup.IsCommon"/>).</summary>
    public static float Common(HeadPackage head, FeatureGroup group) => (float)(TypicalLength(head, group) ?? FeatureGroup.CommonWeight);

    /// <summary>The head with that row: added with a new id, in place of the old row where the class is there.</summary>
    /// <exception cref="HeadFormatException">As <see cref="Row"/>, or the version does not go up.</exception>
    public static HeadPackage Teach(HeadPackage head, TeachOrder order, IReadOnlyList<float[]> spectra)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(order);
        bool known = head.Manifest.Classes.Any(name => name.Id == order.ClassId);
        var row = new DeltaRow(known ? DeltaChange.Replace : DeltaChange.Add, order.ClassId, order.Name, Row(head, spectra), 0);
        return HeadDiff.Changed(new HeadDelta("", "", order.Version, head.Manifest.WeightEncoding, [row]), head);
    }

    /// <summary>Median length of the part of the head's rows that meets <paramref name="group"/>; null where the head has none.</summary>
    public static double? TypicalLength(HeadPackage head, FeatureGroup group)
    {
        ArgumentNullException.ThrowIfNull(head);
        int size = head.Manifest.FeatureSize;
        double[] lengths = [.. Enumerable.Range(0, head.Biases.Length).Select(row => Length(head.Weights.AsSpan(row * size + group.Row, group.Size))).Order()];
        return lengths.Length > 0 && lengths[lengths.Length / 2] is > 0 and var median ? median : null;
    }

    // Unit length; each spectrum counts alike, whatever the length of its features.
    static double[] Direction(IReadOnlyList<float[]> spectra, FeatureGroup group)
    {
        double[] mean = new double[group.Size];
        foreach (float[] features in spectra)
        {
            var middle = group.Middle<float>(features);
            double length = Length(middle);
            for (int i = 0; i < group.Size; i++)
                mean[i] += length > 0 ? middle[i] / length : 0;
        }
        double sum = Math.Sqrt(mean.Sum(value => value * value));
        if (!double.IsFinite(sum) || sum < 1e-6)
            throw new HeadFormatException(HeadRefusal.NotFinite, $"Expected features of {spectra.Count} spectra with a common direction, found none: features that are empty, not finite or cancel out. Name other spectra.");
        for (int i = 0; i < group.Size; i++)
            mean[i] /= sum;
        return mean;
    }

    static double Length(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += (double)value * value;
        return Math.Sqrt(sum);
    }

    // No subnormal numbers: heads with them are refused, and they cost time.
    static float Rounded(double value) => float.IsSubnormal((float)value) ? 0 : (float)value;
}
