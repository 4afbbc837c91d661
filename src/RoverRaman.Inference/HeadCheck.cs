using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Inference;

/// <summary>
/// What finds changed bits in a head at work. Two nets: a checksum over each slice of the laid-out weights, one slice a spectrum; and the
/// sum of all logits against the product with the column sums (algorithm-based fault tolerance: Huang and Abraham 1984; for classifiers
/// onboard Granat et al. 2009), which also sees a product that went wrong. Both baselines are made of the package, never of the memory.
/// </summary>
sealed class HeadCheck
{
    /// <summary>Features of a slice: 4 to 8 KiB, some 0.5 us.</summary>
    public const int SliceFeatures = 16;

    /// <summary>
    /// Share of the sum of all magnitudes by which rounding may part the two ways of summing. float32 rounds each step by 6e-8, and the
    /// errors of hundreds of steps largely cancel: a hundred thousand random heads and features stay below 1e-6.
    /// </summary>
    const float Rounding = 4e-6f;

    readonly uint[] _slices;
    readonly float[] _columns;
    readonly float[] _magnitudes;
    readonly float[] _mask;
    readonly float[] _biases;
    readonly ushort[] _ids;
    readonly float[] _sums;
    readonly PaddedHead _head;
    readonly uint _small;

    /// <summary>Takes the baselines of a package.</summary>
    public HeadCheck(HeadPackage package, PaddedHead head)
    {
        _slices = new uint[head.Rows / PaddedHead.PanelRows * SlicesOfAPanel(head.FeatureSize)];
        _columns = new float[head.FeatureSize];
        _magnitudes = new float[head.FeatureSize];
        _mask = new float[head.Rows];
        _mask.AsSpan(0, head.Classes).Fill(1);
        (_head, _biases, _ids) = (head, head.Biases, head.Ids);
        for (var d = 0; d < head.FeatureSize; d++)
            (_columns[d], _magnitudes[d]) = Column(package.Weights, d, head.FeatureSize);
        var (sum, magnitude) = Column(package.Biases, 0, 1);
        _sums = [sum, magnitude];
        _small = Small();
    }

    /// <summary>Number of slices; checking one each time looks at all weights in so many spectra.</summary>
    public int Slices => _slices.Length;

    /// <summary>Notes what a slice holds, before it is laid out.</summary>
    public void Note(int slice, ReadOnlySpan<float> content) => _slices[slice] = Checksum(content);

    /// <summary>True where a slice of the laid-out weights is what was noted.</summary>
    public bool IsIntact(int slice, ReadOnlySpan<float> content) => _slices[slice] == Checksum(content);

    /// <summary>True where ids, biases, thresholds and column sums are what they were. Cheap: before every use.</summary>
    public bool IsSmallIntact() => _small == Small();

    /// <summary>True where the logits add up to what the column sums say. NaN is never right.</summary>
    /// <param name="group">Which of the row's values the logits are of.</param>
    /// <param name="features">One alignment, [D].</param>
    /// <param name="logits">[rows].</param>
    /// <param name="scratch">At least D values; overwritten.</param>
    public bool AddsUp(FeatureGroup group, ReadOnlySpan<float> features, ReadOnlySpan<float> logits, Span<float> scratch)
    {
        scratch = scratch[..features.Length];
        TensorPrimitives.Abs(features, scratch);
        var (sum, size) = group.Row == 0 ? (_sums[0], _sums[1]) : (0, 0);
        var magnitude = TensorPrimitives.Dot(_magnitudes.AsSpan(group.Row, group.Size), scratch) + size;
        var expected = TensorPrimitives.Dot(_columns.AsSpan(group.Row, group.Size), features) + sum;
        return MathF.Abs(TensorPrimitives.Dot(logits, _mask) - expected) <= Rounding * magnitude;
    }

    /// <summary>Slices of one panel.</summary>
    public static int SlicesOfAPanel(int features) => (features + SliceFeatures - 1) / SliceFeatures;

    static (float Sum, float Magnitude) Column(float[] values, int first, int step)
    {
        double sum = 0, magnitude = 0;
        for (var i = first; i < values.Length; i += step)
            (sum, magnitude) = (sum + values[i], magnitude + Math.Abs(values[i]));
        return ((float)sum, (float)magnitude);
    }

    uint Small()
    {
        var crc = Crc32C.Compute(MemoryMarshal.AsBytes(_ids.AsSpan()));
        crc = Crc32C.Compute(MemoryMarshal.AsBytes(_biases.AsSpan()), crc);
        crc = Crc32C.Compute(MemoryMarshal.AsBytes(_columns.AsSpan()), crc);
        crc = Crc32C.Compute(MemoryMarshal.AsBytes(_magnitudes.AsSpan()), crc);
        crc = Crc32C.Compute(MemoryMarshal.AsBytes(_mask.AsSpan()), crc);
        crc = Crc32C.Compute(MemoryMarshal.AsBytes(_sums.AsSpan()), crc);
        ReadOnlySpan<float> numbers = [_head.InverseTemperature, _head.LeastKnown, _head.LeastProbability];
        return Crc32C.Compute(MemoryMarshal.AsBytes(numbers), crc);
    }

    static uint Checksum(ReadOnlySpan<float> values) => Crc32C.Compute(MemoryMarshal.AsBytes(values));
}
