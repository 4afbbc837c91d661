using System.Runtime.InteropServices;
using RoverRaman.Heads;

namespace RoverRaman.Inference;

/// <summary>
/// Flips bits of a head at work, one at a time, as radiation would, and looks what the next spectrum is named: the measure of
/// <see cref="HeadCheck"/>. Works on a slot of its own; every bit is put back, or repaired by the slot, before the next.
/// </summary>
public sealed class BitFlips
{
    /// <summary>An answer is right where the mineral is, and its probability is off by less than this.</summary>
    public const float Tolerance = 0.01f;

    readonly HeadSlot _slot;
    readonly IReadOnlyList<float[]> _features;
    readonly Identification[] _right;

    /// <summary>Prepares a head and what it will be asked.</summary>
    /// <param name="head">The head.</param>
    /// <param name="backbone">Shape of the features.</param>
    /// <param name="features">Spectra after the backbone, [O, D] each, at least one; each weight is tried with one of them, in turn.</param>
    /// <param name="capacity">Rows of the slot.</param>
    /// <exception cref="ModelException">The head does not fit.</exception>
    public BitFlips(HeadPackage head, BackboneShape backbone, IReadOnlyList<float[]> features, int capacity = HeadSlot.DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfZero(features.Count);
        _slot = new HeadSlot(backbone, capacity);
        _slot.Swap(head);
        _features = features;
        _right = [.. features.Select(f => _slot.Identify(f))];
    }

    /// <summary>Bits of the laid-out weights, empty rows included: they take part in every product.</summary>
    public long WeightBits => 32L * Padded.Rows * Padded.FeatureSize;

    PaddedHead Padded => _slot.Padded!;

    /// <summary>Flips every n-th bit of the weights.</summary>
    /// <param name="every">1: all.</param>
    /// <param name="progress">Told bits done, now and then.</param>
    /// <param name="cancellation">Ends it early.</param>
    public BitFlipCounts Weights(int every = 1, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        var counts = default(BitFlipCounts);
        long bit = 0;
        for (var slice = 0; slice < Padded.Check.Slices; slice++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (index, bits) = (slice, 32 * Padded.Slice(slice).Length);
            Memory memory = () => MemoryMarshal.AsBytes(Padded.Slice(index));
            bool IsIntact() => Padded.Check.IsIntact(index, Padded.Slice(index));
            for (var i = 0; i < bits; i++, bit++)
                if (bit % every == 0)
                    counts += Try(memory, i, bit / 32, IsIntact);
            progress?.Invoke(bit);
        }
        return counts;
    }

    /// <summary>Flips every bit of the small tables: biases and class ids.</summary>
    public BitFlipCounts Tables()
    {
        var counts = default(BitFlipCounts);
        for (var i = 0; i < 32 * Padded.Rows; i++)
            counts += Try(() => MemoryMarshal.AsBytes(Padded.Biases.AsSpan()), i, i / 32, Padded.Check.IsSmallIntact);
        for (var i = 0; i < 16 * Padded.Rows; i++)
            counts += Try(() => MemoryMarshal.AsBytes(Padded.Ids.AsSpan()), i, i / 16, Padded.Check.IsSmallIntact);
        return counts;
    }

    delegate Span<byte> Memory();

    BitFlipCounts Try(Memory memory, int bit, long spectrum, Func<bool> isIntact)
    {
        var (at, mask) = (bit / 8, (byte)(1 << bit % 8));
        var which = (int)(spectrum % _features.Count);
        var before = _slot.Faults;
        memory()[at] ^= mask;
        var answer = _slot.Identify(_features[which]);
        var isRight = IsRight(answer, _right[which]);
        if (_slot.Faults != before) // laid out afresh: the bit is gone
            return isRight ? new BitFlipCounts(1, 0, 0, 0) : new BitFlipCounts(0, 0, 1, 0);
        var missed = isIntact() ? 1 : 0;
        memory()[at] ^= mask;
        return isRight ? new BitFlipCounts(0, 1, 0, missed) : new BitFlipCounts(0, 0, 1, missed);
    }

    static bool IsRight(in Identification found, in Identification right) =>
        found.Count == right.Count && found.Top[0].ClassId == right.Top[0].ClassId && Math.Abs(found.Top[0].Probability - right.Top[0].Probability) < Tolerance;
}
