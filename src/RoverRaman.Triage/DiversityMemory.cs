using System.Numerics.Tensors;

namespace RoverRaman.Triage;

/// <summary>
/// What was chosen so far, in bounded memory: up to a fixed number of descriptors, and for each class the greatest confidence with which it
/// was chosen. A full memory gives up the entry nearest to the new one, so that what it covers stays wide.
/// </summary>
/// <param name="capacity">Most descriptors.</param>
/// <param name="scale">g of similarity = exp(-(g d)^2).</param>
public sealed class DiversityMemory(int capacity, double scale)
{
    readonly float[] _descriptors = new float[capacity * Descriptor.Size];
    readonly float[] _classes = new float[4096];
    int _count;

    /// <summary>Entries.</summary>
    public int Count => _count;

    /// <summary>Largest similarity with what was chosen, 0..1. One distance an entry.</summary>
    /// <param name="descriptor">Unit length, or all zero: then features tell nothing.</param>
    /// <param name="classId">Best class.</param>
    /// <param name="confidence">Its probability, 0..1.</param>
    public float Similarity(ReadOnlySpan<float> descriptor, ushort classId, float confidence)
    {
        var nearest = Nearest(descriptor);
        var features = nearest < 0 ? 0 : Kernel(descriptor, Entry(nearest));
        return Math.Max(features, Math.Min(confidence, _classes[Place(classId)]));
    }

    /// <summary>Remembers a choice.</summary>
    public void Add(ReadOnlySpan<float> descriptor, ushort classId, float confidence)
    {
        ref var known = ref _classes[Place(classId)];
        known = Math.Max(known, confidence);
        if (descriptor.IndexOfAnyExcept(0f) < 0)
            return;
        var at = _count < capacity ? _count++ : Nearest(descriptor);
        descriptor.CopyTo(Entry(at));
    }

    /// <summary>Similarity of two descriptors, 0..1; equal ones give 1, and no input gives NaN.</summary>
    public float Kernel(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var squared = 2 - 2 * Math.Clamp(TensorPrimitives.Dot(left, right), -1, 1);
        return (float)Math.Exp(-scale * scale * squared);
    }

    int Nearest(ReadOnlySpan<float> descriptor)
    {
        var best = -1;
        var largest = float.NegativeInfinity;
        for (var i = 0; i < _count; i++)
        {
            var dot = TensorPrimitives.Dot(descriptor, Entry(i));
            if (dot > largest)
                (best, largest) = (i, dot);
        }
        return best;
    }

    Span<float> Entry(int at) => _descriptors.AsSpan(at * Descriptor.Size, Descriptor.Size);

    int Place(ushort classId) => Math.Min(classId, _classes.Length - 1);
}
