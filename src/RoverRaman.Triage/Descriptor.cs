using System.Numerics.Tensors;

namespace RoverRaman.Triage;

/// <summary>
/// A spectrum's place among others in 64 numbers of unit length: the backbone's features, each added with a fixed sign to a fixed number
/// (the count sketch of Charikar, Chen and Farach-Colton, 2002), which keeps inner products on average whatever the number of features.
/// </summary>
public static class Descriptor
{
    /// <summary>Numbers of a descriptor.</summary>
    public const int Size = 64;

    /// <summary>Fills <paramref name="descriptor"/>; all zero where the features are zero or not finite. Allocates nothing.</summary>
    /// <returns>False where the features were not finite.</returns>
    public static bool Make(ReadOnlySpan<float> features, Span<float> descriptor)
    {
        descriptor.Clear();
        for (var i = 0; i < features.Length; i++)
        {
            // Knuth's multiplicative hash: bits 26..31 choose the place, bit 25 the sign. 64 features or fewer keep a place each.
            var hash = (uint)i * 2654435761u;
            var place = features.Length <= Size ? i : (int)(hash >> 26);
            descriptor[place] += (hash & 1u << 25) == 0 ? features[i] : -features[i];
        }
        var norm = TensorPrimitives.Norm<float>(descriptor);
        if (float.IsFinite(norm) && norm > 0)
            TensorPrimitives.Divide(descriptor, norm, descriptor);
        else
            descriptor.Clear();
        return float.IsFinite(norm);
    }

    /// <summary>As signed bytes in 127ths, for the disk.</summary>
    public static void Pack(ReadOnlySpan<float> descriptor, Span<sbyte> packed)
    {
        for (var i = 0; i < Size; i++)
            packed[i] = (sbyte)MathF.Round(Math.Clamp(descriptor[i], -1, 1) * 127);
    }

    /// <summary>From signed bytes.</summary>
    public static void Unpack(ReadOnlySpan<sbyte> packed, Span<float> descriptor)
    {
        for (var i = 0; i < Size; i++)
            descriptor[i] = packed[i] / 127f;
    }
}
