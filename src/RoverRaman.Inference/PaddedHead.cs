using System.Numerics;
using System.Runtime.CompilerServices;
using RoverRaman.Heads;

namespace RoverRaman.Inference;

/// <summary>
/// A head laid out for <see cref="HeadMath"/> at a fixed capacity; immutable once built, so that it can be exchanged by one pointer.
/// Rows lie in panels of <see cref="PanelRows"/>; within a panel the weights of one feature for all its rows lie side by side.
/// </summary>
sealed class PaddedHead
{
    /// <summary>Rows of one panel: eight vectors, as many independent sums as hide the latency of a multiply-add.</summary>
    public static readonly int PanelRows = 8 * Vector<float>.Count;

    /// <summary>Logit of a row that holds no class: finite, so that no NaN arises, and so low that its probability is exactly 0.</summary>
    public const float EmptyLogit = -1e30f;

    // Rows begin on a cache line: a vector that straddles two costs twice.
    const int LineFloats = 64 / sizeof(float);
    readonly float[] _weights;
    readonly int _start;

    /// <summary>Lays out a head that has been checked to fit.</summary>
    public PaddedHead(HeadPackage package, int capacity)
    {
        Package = package;
        Rows = (capacity + PanelRows - 1) / PanelRows * PanelRows;
        Ids = new ushort[Rows];
        Biases = new float[Rows];
        Zeros = new float[Rows];
        // Each a little lower than the one before: searching the largest of equal values takes longer, and time would tell the number of
        // classes.
        for (var row = package.Biases.Length; row < Rows; row++)
            Biases[row] = EmptyLogit * (1 + (float)row / Rows);
        package.Biases.CopyTo(Biases, 0);
        InverseTemperature = 1 / package.Manifest.Temperature;
        // Comparisons with what is not calibrated must fail: nothing is below minus infinity, no probability above infinity.
        LeastKnown = float.IsNaN(package.Manifest.UnknownThreshold) ? float.NegativeInfinity : package.Manifest.UnknownThreshold;
        LeastProbability = float.IsNaN(package.Manifest.ConformalThreshold)
            ? float.PositiveInfinity
            : Math.Max(float.Epsilon, 1 - package.Manifest.ConformalThreshold);
        for (var row = 0; row < Classes; row++)
            Ids[row] = package.Manifest.Classes[row].Id;
        _weights = GC.AllocateUninitializedArray<float>(Rows * FeatureSize + LineFloats, pinned: true);
        // Written, not only zero: pages never written share one page of zeros, which is read faster than the weights of real classes.
        _weights.AsSpan().Clear();
        _start = LinesUp(_weights);
        Check = new HeadCheck(package, this);
        Span<float> slice = new float[HeadCheck.SliceFeatures * PanelRows];
        for (var i = 0; i < Check.Slices; i++)
            LayOut(i, slice);
    }

    public HeadPackage Package { get; }
    public int Classes => Package.Manifest.Classes.Count;
    public int FeatureSize => Package.Manifest.FeatureSize;
    public int Rows { get; }
    public ushort[] Ids { get; }
    public float[] Biases { get; }

    /// <summary>What sums of groups after the first start from.</summary>
    public float[] Zeros { get; }

    public float InverseTemperature { get; }

    /// <summary>Evidence of all classes together from which a spectrum counts as known.</summary>
    public float LeastKnown { get; }

    /// <summary>Probability from which a class belongs to the conformal set.</summary>
    public float LeastProbability { get; }

    /// <summary>Finds changed bits.</summary>
    public HeadCheck Check { get; }

    /// <summary>First weight of the panel that begins at <paramref name="row"/>, for features from <paramref name="feature"/> on.</summary>
    public ref readonly float Panel(int row, int feature) => ref _weights[_start + row * FeatureSize + feature * PanelRows];

    /// <summary>The laid-out weights of one slice.</summary>
    public Span<float> Slice(int index)
    {
        var (panel, first) = Math.DivRem(index, HeadCheck.SlicesOfAPanel(FeatureSize));
        first *= HeadCheck.SliceFeatures;
        var features = Math.Min(HeadCheck.SliceFeatures, FeatureSize - first);
        return _weights.AsSpan(_start + (panel * FeatureSize + first) * PanelRows, features * PanelRows);
    }

    // Made outside the memory that will be checked, and noted there: a bit that flips on the way is found at the first look.
    void LayOut(int index, Span<float> buffer)
    {
        var target = Slice(index);
        buffer = buffer[..target.Length];
        var (panel, first) = Math.DivRem(index, HeadCheck.SlicesOfAPanel(FeatureSize));
        first *= HeadCheck.SliceFeatures;
        for (var i = 0; i < buffer.Length; i++)
        {
            var (d, row) = (first + i / PanelRows, panel * PanelRows + i % PanelRows);
            buffer[i] = row < Classes ? Package.Weights[row * FeatureSize + d] : 0;
        }
        Check.Note(index, buffer);
        buffer.CopyTo(target);
    }

    static unsafe int LinesUp(float[] pinned)
    {
        var address = (nuint)Unsafe.AsPointer(ref pinned[0]);
        return (int)((64 - address % 64) % 64 / sizeof(float));
    }
}
