namespace RoverRaman.Heads;

/// <summary>
/// The row of a new class from a few of its spectra, in microseconds and without the old classes' data: the mean direction of their features
/// (weight imprinting, Qi et al. 2018), as long as the head's own rows. What a robot does with a teach order, and where fitting starts.
/// </summary>
public static class RowImprint
{
    /// <summary>Length of a row where the head has none to go by: the scale of the rover preset's cosine head.</summary>
    public const float DefaultLength = 20;

    /// <summary>Computes the row.</summary>
    /// <param name="head">The head that the row is to stand in.</param>
    /// <param name="spectra">Features of each spectrum, [O, D]; the middle alignment is the one not shifted.</param>
    /// <returns>[D]; its bias is 0.</returns>
    /// <exception cref="HeadFormatException">No spectrum, features of another length, or features that cancel out.</exception>
    public static float[] Row(HeadPackage head, IReadOnlyList<float[]> spectra)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(spectra);
        int size = head.Manifest.FeatureSize;
        double[] mean = Direction(spectra, size);
        double length = MedianLength(head.Weights, size);
        float[] row = new float[size];
        for (int i = 0; i < size; i++)
            row[i] = Rounded(length * mean[i]);
        return row;
    }

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

    // Unit length; each spectrum counts alike, whatever the length of its features.
    static double[] Direction(IReadOnlyList<float[]> spectra, int size)
    {
        double[] mean = new double[size];
        foreach (float[] features in spectra)
        {
            if (features.Length == 0 || features.Length % size != 0)
                throw new HeadFormatException(HeadRefusal.WrongFeatureSize, $"Expected a multiple of {size} features of each spectrum, found {features.Length}.");
            int alignments = features.Length / size;
            var middle = features.AsSpan(alignments / 2 * size, size);
            double length = Length(middle);
            for (int i = 0; i < size; i++)
                mean[i] += length > 0 ? middle[i] / length : 0;
        }
        double sum = Math.Sqrt(mean.Sum(value => value * value));
        if (!double.IsFinite(sum) || sum < 1e-6)
            throw new HeadFormatException(HeadRefusal.NotFinite, $"Expected features of {spectra.Count} spectra with a common direction, found none: no spectrum, or features that are empty, not finite or cancel out. Name other spectra.");
        for (int i = 0; i < size; i++)
            mean[i] /= sum;
        return mean;
    }

    static double MedianLength(float[] weights, int size)
    {
        double[] lengths = new double[weights.Length / size];
        for (int row = 0; row < lengths.Length; row++)
            lengths[row] = Length(weights.AsSpan(row * size, size));
        Array.Sort(lengths);
        double median = lengths.Length > 0 ? lengths[lengths.Length / 2] : 0;
        return median > 0 ? median : DefaultLength;
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
