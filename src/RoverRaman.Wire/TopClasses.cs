using System.Runtime.CompilerServices;

namespace RoverRaman.Wire;

/// <summary>Room for the best classes of a decision, best first, without an array on the heap.</summary>
[InlineArray(Capacity)]
public struct TopClasses : IEquatable<TopClasses>
{
    /// <summary>Most classes that a decision carries.</summary>
    public const int Capacity = 5;

    ClassScore _first;

    /// <summary>True where all entries are the same. (The default comparison of an inline array throws.)</summary>
    public readonly bool Equals(TopClasses other) => ((ReadOnlySpan<ClassScore>)this).SequenceEqual(other);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is TopClasses other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var score in this)
            hash.Add(score);
        return hash.ToHashCode();
    }

    /// <summary>True where all entries are the same.</summary>
    public static bool operator ==(in TopClasses left, in TopClasses right) => left.Equals(right);

    /// <summary>True where an entry differs.</summary>
    public static bool operator !=(in TopClasses left, in TopClasses right) => !left.Equals(right);
}
