using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RoverRaman.Heads;

namespace RoverRaman.Inference;

/// <summary>
/// Holds the active head at a fixed capacity, so that time does not depend on the number of classes, and swaps it between two
/// spectra by one pointer exchange. One thread identifies; any thread may swap at any time. Every identification also checks a part of
/// the memory (<see cref="HeadCheck"/>); what has changed is laid out afresh, counted, and the spectrum identified again.
/// </summary>
public sealed class HeadSlot
{
    /// <summary>Default number of rows.</summary>
    public const int DefaultCapacity = 512;

    readonly HeadFit _fit;
    readonly float[] _logits;
    readonly float[] _evidence;
    readonly float[] _scratch;
    Loaded? _active;
    HeadPackage? _lastUsed;
    int _nextSlice;
    long _weightFaults;
    long _productFaults;
    long _repairs;
    long _unnamed;

    /// <summary>An empty slot for features of <paramref name="backbone"/>; until a head is swapped in, it knows no class.</summary>
    /// <param name="backbone">What makes the features.</param>
    /// <param name="capacity">Most classes a head may have, 1..<see cref="HeadPackage.MaxClasses"/>. Time grows with it.</param>
    public HeadSlot(Backbone backbone, int capacity = DefaultCapacity)
        : this((backbone ?? throw new ArgumentNullException(nameof(backbone))).Shape, capacity) { }

    /// <summary>An empty slot for features of this shape.</summary>
    /// <param name="backbone">Shape of the features.</param>
    /// <param name="capacity">Most classes a head may have, 1..<see cref="HeadPackage.MaxClasses"/>. Time grows with it.</param>
    public HeadSlot(BackboneShape backbone, int capacity = DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, HeadPackage.MaxClasses);
        Backbone = backbone;
        _fit = new HeadFit(backbone, capacity);
        var rows = (capacity + PaddedHead.PanelRows - 1) / PaddedHead.PanelRows * PaddedHead.PanelRows;
        _logits = new float[rows * backbone.Alignments];
        _evidence = new float[rows];
        _scratch = new float[Math.Max(rows, backbone.FeatureSize)];
    }

    /// <summary>What makes the features.</summary>
    public BackboneShape Backbone { get; }

    /// <summary>Number of rows.</summary>
    public int Capacity => _fit.Capacity;

    /// <summary>The head in use.</summary>
    /// <exception cref="ModelException">No head was swapped in yet.</exception>
    public HeadPackage Active => Volatile.Read(ref _active)?.Head.Package
        ?? throw new ModelException("Expected a head in the slot, found none. Swap one in first.");

    /// <summary>The head of the last identification, which may have been swapped out since; null before the first.</summary>
    public HeadPackage? LastUsed => Volatile.Read(ref _lastUsed);

    /// <summary>What the checks of the memory found since start.</summary>
    public HeadFaults Faults => new(
        Interlocked.Read(ref _weightFaults), Interlocked.Read(ref _productFaults), Interlocked.Read(ref _repairs), Interlocked.Read(ref _unnamed));

    /// <summary>True where the package in memory is damaged too, so that it must be loaded from the disk and swapped in anew.</summary>
    public bool NeedsReload => Volatile.Read(ref _active) is { IsLost: true };

    /// <summary>Spectra after which every weight was looked at once; 0 without a head.</summary>
    public int SpectraPerCheck => Volatile.Read(ref _active)?.Head.Check.Slices ?? 0;

    internal PaddedHead? Padded => Volatile.Read(ref _active)?.Head;

    /// <summary>Checks that a head fits, without using it.</summary>
    /// <exception cref="ModelException">As for <see cref="Swap"/>.</exception>
    public void CheckFit(HeadPackage head)
    {
        ArgumentNullException.ThrowIfNull(head);
        _fit.Check(head);
    }

    /// <summary>Checks that the head fits and lays it out, then makes it the active one by one pointer exchange.</summary>
    /// <exception cref="ModelException">It is for another backbone or preprocessing, has more classes than the capacity, or holds numbers
    /// that are not finite.</exception>
    public void Swap(HeadPackage head)
    {
        CheckFit(head);
        Volatile.Write(ref _active, new Loaded(head, Capacity));
    }

    /// <summary>
    /// Class probabilities of features; allocates nothing, time depends on the capacity alone. Features that are not finite, or a slot
    /// without a head, give no class (<see cref="Identification.Count"/> 0).
    /// </summary>
    /// <param name="features">[O, D] of the backbone, row-major.</param>
    /// <exception cref="ArgumentException">Not O * D values.</exception>
    public Identification Identify(ReadOnlySpan<float> features)
    {
        if (features.Length != Backbone.FeatureCount)
            throw new ArgumentException($"Expected {_fit.Alignments} x {_fit.FeatureSize} features, found {features.Length} " +
                "values.", nameof(features));
        var loaded = Volatile.Read(ref _active); // read once: all that follows is of this head
        Volatile.Write(ref _lastUsed, loaded?.Head.Package);
        var result = loaded is null ? new Identification { Drift = float.NaN } : Identify(loaded, features);
        result.BackboneId = _fit.BackboneId;
        return result;
    }

    Identification Identify(Loaded loaded, ReadOnlySpan<float> features)
    {
        if (!TensorPrimitives.IsFiniteAll(features))
            return Unnamed(loaded.Head);
        if (IsIntact(loaded.Head) && TryIdentify(loaded.Head, features, out var result))
            return result;
        // Once more, with weights laid out afresh; a second failure is of the numbers or of the package.
        if (Repair(loaded) is { } repaired && TryIdentify(repaired.Head, features, out result))
            return result;
        Interlocked.Increment(ref _unnamed);
        return Unnamed(loaded.Head);
    }

    static Identification Unnamed(PaddedHead head) => new() { HeadVersion = head.Package.Manifest.HeadVersion, Drift = float.NaN };

    bool IsIntact(PaddedHead head)
    {
        if (++_nextSlice >= head.Check.Slices)
            _nextSlice = 0;
        if (head.Check.IsSmallIntact() && head.Check.IsIntact(_nextSlice, head.Slice(_nextSlice)))
            return true;
        Interlocked.Increment(ref _weightFaults);
        return false;
    }

    bool TryIdentify(PaddedHead head, ReadOnlySpan<float> features, out Identification result)
    {
        var addsUp = true;
        for (var o = 0; o < _fit.Alignments; o++)
        {
            var one = features.Slice(o * _fit.FeatureSize, _fit.FeatureSize);
            var logits = _logits.AsSpan(o * head.Rows, head.Rows);
            HeadMath.Logits(head, one, logits);
            addsUp &= head.Check.AddsUp(one, logits, _scratch);
        }
        result = default;
        if (!addsUp)
        {
            Interlocked.Increment(ref _productFaults);
            return false;
        }
        var scratch = _scratch.AsSpan(0, head.Rows);
        if (_fit.Alignments == 1)
        {
            result = HeadMath.Best(head, _logits, scratch, out var row);
            return IsOfAClass(head, row);
        }
        HeadMath.LogSumExp(_logits, _evidence, scratch);
        result = HeadMath.Best(head, _evidence, scratch, out var best);
        result.Drift = result.Count > 0 ? HeadMath.Drift(_logits, head.Rows, best, Backbone.AlignmentStep) : float.NaN;
        return IsOfAClass(head, best);
    }

    // Empty rows take no part in the sum of the logits, so what a burst of exponent bits makes of one is seen here.
    bool IsOfAClass(PaddedHead head, int row)
    {
        if (row < head.Classes)
            return true;
        Interlocked.Increment(ref _productFaults);
        return false;
    }

    // On the identifying thread, and only after a fault: some 100 us, and then the spectrum has its answer. The exchange is conditional,
    // so that a head that was swapped in meanwhile stays.
    Loaded? Repair(Loaded damaged)
    {
        if (damaged.IsLost || !damaged.IsPackageIntact())
            return null;
        var fresh = new Loaded(damaged.Head.Package, Capacity);
        Interlocked.Increment(ref _repairs);
        _ = Interlocked.CompareExchange(ref _active, fresh, damaged);
        return fresh;
    }

    /// <summary>A head laid out, and what its package's numbers hashed to when they came.</summary>
    sealed class Loaded(HeadPackage package, int capacity)
    {
        readonly byte[] _hash = Hash(package);
        volatile bool _lost;

        public PaddedHead Head { get; } = new(package, capacity);

        public bool IsLost => _lost;

        public bool IsPackageIntact()
        {
            _lost = !Hash(Head.Package).AsSpan().SequenceEqual(_hash);
            return !_lost;
        }

        static byte[] Hash(HeadPackage package)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(MemoryMarshal.AsBytes(package.Weights.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(package.Biases.AsSpan()));
            hash.AppendData(BitConverter.GetBytes(package.Manifest.Temperature));
            foreach (var (id, _) in package.Manifest.Classes)
                hash.AppendData(BitConverter.GetBytes(id));
            return hash.GetHashAndReset();
        }
    }
}
