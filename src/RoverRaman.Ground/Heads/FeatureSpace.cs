using System.Numerics.Tensors;
using RoverRaman.Heads;

namespace RoverRaman.Ground.Heads;

/// <summary>
/// The space that rows are fitted in, so that one penalty suits every backbone. Features of constant length are scaled to unit length, group by
/// group (a cosine head has no bias); others are centred and scaled to unit mean square length, and an intercept stands in for the centre. Common values stay as they are. Folded back into the row at the end.
/// </summary>
sealed class FeatureSpace
{
    readonly FeatureLayout _features;
    readonly double[]? _centre;
    readonly double[] _scales;

    /// <summary>The space for these features.</summary>
    public FeatureSpace(IReadOnlyList<float[]> features, FeatureLayout layout)
    {
        (_features, Layout) = (layout, layout);
        _scales = [.. layout.Groups.Select(group => group.IsCommon ? 1 : 1 / LengthOf(features[0], group))];
        if (layout.Groups.All(group => group.IsCommon || features.All(spectrum => HasLength(spectrum, group, LengthOf(features[0], group)))))
            return;
        // The intercept: one more group, of a feature that is always 1.
        Layout = new FeatureLayout([.. layout.Groups.Select(group => (group.Alignments, group.Size)), (1, 1)]);
        _centre = new double[layout.Size];
        foreach (var group in layout.Groups.Where(group => !group.IsCommon))
            Centre(features, group);
        double square = features.Average(Square);
        foreach (var (number, group) in layout.Groups.Index())
            _scales[number] = square > 0 && !group.IsCommon ? 1 / Math.Sqrt(square) : 1;
    }

    /// <summary>The common values of the features, whose weights no fit moves.</summary>
    public IEnumerable<FeatureGroup> Common => _features.Groups.Where(group => group.IsCommon);

    /// <summary>How mapped features lie, and with them the rows that are fitted.</summary>
    public FeatureLayout Layout { get; }

    /// <summary>True where the last value of a row belongs to a feature that is always 1.</summary>
    public bool Intercept => _centre is not null;

    /// <summary>Features of one spectrum in this space.</summary>
    public double[] Map(float[] spectrum)
    {
        double[] mapped = new double[Layout.Count];
        foreach (var (number, group) in _features.Groups.Index())
            for (int i = 0; i < group.Count; i++)
                mapped[group.First + i] = (spectrum[group.First + i] - CentreOf(group, i)) * _scales[number];
        if (Intercept)
            mapped[^1] = 1;
        return mapped;
    }

    /// <summary>A row of this space as weights and bias on the features themselves.</summary>
    public (float[] Weights, float Bias) Unmap(double[] row)
    {
        float[] weights = new float[_features.Size];
        double bias = Intercept ? row[^1] : 0;
        foreach (var (number, group) in _features.Groups.Index())
            for (int i = group.Row; i < group.Row + group.Size; i++)
            {
                double weight = row[i] * _scales[number];
                weights[i] = float.IsSubnormal((float)weight) ? 0 : (float)weight;
                bias -= weight * (_centre?[i] ?? 0);
            }
        return (weights, float.IsSubnormal((float)bias) ? 0 : (float)bias);
    }

    double CentreOf(FeatureGroup group, int i) => _centre?[group.Row + i % group.Size] ?? 0;

    void Centre(IReadOnlyList<float[]> features, FeatureGroup group)
    {
        foreach (float[] spectrum in features)
            for (int i = 0; i < group.Count; i++)
                _centre![group.Row + i % group.Size] += spectrum[group.First + i];
        var centre = _centre.AsSpan(group.Row, group.Size);
        TensorPrimitives.Divide(centre, features.Count * group.Alignments, centre);
    }

    // Mean over alignments, summed over groups: the square length of what a row meets.
    double Square(float[] spectrum)
    {
        double sum = 0;
        foreach (var group in _features.Groups.Where(group => !group.IsCommon))
            for (int i = 0; i < group.Count; i++)
            {
                double distance = spectrum[group.First + i] - CentreOf(group, i);
                sum += distance * distance / group.Alignments;
            }
        return sum;
    }

    /// <summary>How much longer a group's values of a row are in this space than on the features themselves.</summary>
    public double Stretch(int group) => 1 / _scales[group];

    static double LengthOf(float[] spectrum, FeatureGroup group) => TensorPrimitives.Norm(group.Middle<float>(spectrum)) is > 0 and var length ? length : 1;

    static bool HasLength(float[] spectrum, FeatureGroup group, double length)
    {
        for (int o = 0; o < group.Alignments; o++)
            if (Math.Abs(TensorPrimitives.Norm(group.Of<float>(spectrum, o)) - length) > 1e-3 * length)
                return false;
        return true;
    }
}
