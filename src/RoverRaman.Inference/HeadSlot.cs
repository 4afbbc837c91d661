using System.Numerics.Tensors;
using RoverRaman.Heads;

namespace RoverRaman.Inference;

/// <summary>
/// Holds the active head at a fixed capacity, so that time does not depend on the number of classes, and swaps it between two
/// spectra by one pointer exchange. One thread identifies; any thread may swap at any time.
/// </summary>
public sealed class HeadSlot
{
    /// <summary>Default number of rows.</summary>
    public const int DefaultCapacity = 512;

    readonly HeadFit _fit;
    readonly float[] _logits;
    readonly float[] _evidence;
    readonly float[] _scratch;
    PaddedHead? _active;

    /// <summary>An empty slot for features of <paramref name="backbone"/>; until a head is swapped in, it knows no class.</summary>
    /// <param name="backbone">What makes the features.</param>
    /// <param name="capacity">Most classes a head may have, 1..<see cref="HeadPackage.MaxClasses"/>. Time grows with it.</param>
    public HeadSlot(Backbone backbone, int capacity = DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, HeadPackage.MaxClasses);
        _fit = new HeadFit(backbone, capacity);
        var rows = (capacity + PaddedHead.PanelRows - 1) / PaddedHead.PanelRows * PaddedHead.PanelRows;
        _logits = new float[rows * backbone.Alignments];
        _evidence = new float[rows];
        _scratch = new float[rows];
    }

    /// <summary>Number of rows.</summary>
    public int Capacity => _fit.Capacity;

    /// <summary>The head in use.</summary>
    /// <exception cref="ModelException">No head was swapped in yet.</exception>
    public HeadPackage Active => Volatile.Read(ref _active)?.Package
        ?? throw new ModelException("Expected a head in the slot, found none. Swap one in first.");

    /// <summary>Checks that the head fits and lays it out, then makes it the active one by one pointer exchange.</summary>
    /// <exception cref="ModelException">It is for another backbone or preprocessing, has more classes than the capacity, or holds numbers
    /// that are not finite.</exception>
    public void Swap(HeadPackage head)
    {
        ArgumentNullException.ThrowIfNull(head);
        _fit.Check(head);
        Volatile.Write(ref _active, new PaddedHead(head, Capacity));
    }

    /// <summary>
    /// Class probabilities of features; allocates nothing, time depends on the capacity alone. Features that are not finite, or a slot
    /// without a head, give no class (<see cref="Identification.Count"/> 0).
    /// </summary>
    /// <param name="features">[O, D] of the backbone, row-major.</param>
    /// <exception cref="ArgumentException">Not O * D values.</exception>
    public Identification Identify(ReadOnlySpan<float> features)
    {
        if (features.Length != _fit.Alignments * _fit.FeatureSize)
            throw new ArgumentException($"Expected {_fit.Alignments} x {_fit.FeatureSize} features, found {features.Length} " +
                "values.", nameof(features));
        var head = Volatile.Read(ref _active); // read once: all that follows is of this head
        var result = head is null ? default : Identify(head, features);
        result.BackboneId = _fit.BackboneId;
        return result;
    }

    Identification Identify(PaddedHead head, ReadOnlySpan<float> features)
    {
        if (!TensorPrimitives.IsFiniteAll(features))
            return new Identification { HeadVersion = head.Package.Manifest.HeadVersion };
        for (var o = 0; o < _fit.Alignments; o++)
            HeadMath.Logits(head, features.Slice(o * _fit.FeatureSize, _fit.FeatureSize), _logits.AsSpan(o * head.Rows, head.Rows));
        if (_fit.Alignments == 1)
            return HeadMath.Best(head, _logits, _scratch);
        HeadMath.LogSumExp(_logits, _evidence, _scratch);
        return HeadMath.Best(head, _evidence, _scratch);
    }
}
