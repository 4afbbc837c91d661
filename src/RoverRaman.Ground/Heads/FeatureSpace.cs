using System.Numerics.Tensors;

namespace RoverRaman.Ground.Heads;

/// <summary>
/// The space that rows are fitted in, so that one penalty suits every backbone. Features of unit length stay as they are (a cosine head has no
/// bias); others are centred and scaled to unit mean square length, and an intercept stands in for the centre. Folded back into the row at the end.
/// </summary>
sealed class FeatureSpace
{
    readonly double[]? _centre;
    readonly double _scale = 1;

    /// <summary>The space for these features, [O, D] each.</summary>
    public FeatureSpace(IReadOnlyList<float[]> features, int size)
    {
        Size = size;
        if (features.All(spectrum => IsUnit(spectrum, size)))
            return;
        _centre = new double[size];
        int count = 0;
        foreach (float[] spectrum in features)
            for (int at = 0; at < spectrum.Length; at += size, count++)
                for (int i = 0; i < size; i++)
                    _centre[i] += spectrum[at + i];
        TensorPrimitives.Divide(_centre, count, _centre);
        double square = features.Sum(spectrum => Square(spectrum, size)) / count;
        _scale = square > 0 ? 1 / Math.Sqrt(square) : 1;
    }

    /// <summary>D of the features.</summary>
    public int Size { get; }

    /// <summary>True where features get a last entry of 1.</summary>
    public bool Intercept => _centre is not null;

    /// <summary>[O, D] -> [O, D or D + 1].</summary>
    public double[] Map(float[] spectrum)
    {
        int to = Intercept ? Size + 1 : Size;
        double[] mapped = new double[spectrum.Length / Size * to];
        for (int o = 0; o < spectrum.Length / Size; o++)
        {
            for (int i = 0; i < Size; i++)
                mapped[o * to + i] = (spectrum[o * Size + i] - (_centre?[i] ?? 0)) * _scale;
            if (Intercept)
                mapped[o * to + Size] = 1;
        }
        return mapped;
    }

    /// <summary>A row of this space as weights and bias on the features themselves.</summary>
    public (float[] Weights, float Bias) Unmap(double[] row)
    {
        float[] weights = new float[Size];
        double bias = Intercept ? row[Size] : 0;
        for (int i = 0; i < Size; i++)
        {
            double weight = row[i] * _scale;
            weights[i] = float.IsSubnormal((float)weight) ? 0 : (float)weight;
            bias -= weight * (_centre?[i] ?? 0);
        }
        return (weights, float.IsSubnormal((float)bias) ? 0 : (float)bias);
    }

    double Square(float[] spectrum, int size)
    {
        double sum = 0;
        for (int i = 0; i < spectrum.Length; i++)
        {
            double distance = spectrum[i] - _centre![i % size];
            sum += distance * distance;
        }
        return sum;
    }

    static bool IsUnit(float[] spectrum, int size)
    {
        for (int at = 0; at < spectrum.Length; at += size)
            if (Math.Abs(TensorPrimitives.Norm<float>(spectrum.AsSpan(at, size)) - 1) > 1e-3f)
                return false;
        return true;
    }
}
