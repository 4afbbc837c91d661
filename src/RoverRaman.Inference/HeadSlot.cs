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
    readonly float[] _part;
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
        _logits = new float[rows * backbone.Features.Alignments];
        _evidence = new float[rows];
        _part = new float[rows];
        _scratch = new float[Math.Max(rows, backbone.Features.Size)];
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
    /// <param name="features">As the backbone lays them out.</param>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public Identification Identify(ReadOnlySpan<float> features)
    {
        if (features.Length != Backbone.FeatureCount)
            throw new ArgumentException($"Expected {Backbone.Features} features, found {features.Length} values.", nameof(features));
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
        result = default;
        var groups = Backbone.Features.Groups;
        // The first group last: its logits tell the drift.
        for (var g = groups.Count - 1; g >= 0; g--)
        {
            if (!TryAddEvidence(head, groups[g], features, isFirstAdded: g == groups.Count - 1))
            {
                Interlocked.Increment(ref _productFaults);
                return false;
            }
        }
        result = HeadMath.Best(head, _evidence, _scratch.AsSpan(0, head.Rows), out var best);
        result.Drift = result.Count > 0 && groups[0].Alignments > 1
            ? HeadMath.Drift(_logits.AsSpan(0, groups[0].Alignments * head.Rows), head.Rows, best, Backbone.AlignmentStep)
            : float.NaN;
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

    // Evidence of one group, added to what is there; false where the logits do not add up.
    bool TryAddEvidence(PaddedHead head, FeatureGroup group, ReadOnlySpan<float> features, bool isFirstAdded)
    {
        var logits = _logits.AsSpan(0, group.Alignments * head.Rows);
        HeadMath.Logits(head, group, features, logits);
        var addsUp = true;
        for (var o = 0; o < group.Alignments; o++)
            addsUp &= head.Check.AddsUp(group, group.Of(features, o), logits.Slice(o * head.Rows, head.Rows), _scratch);
        var target = isFirstAdded ? _evidence : _part;
        if (group.Alignments == 1)
            logits.CopyTo(target);
        else
            HeadMath.LogSumExp(logits, target, _scratch.AsSpan(0, head.Rows));
        if (!isFirstAdded)
            TensorPrimitives.Add(_evidence, _part, _evidence);
        return addsUp;
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
