using System.Runtime.CompilerServices;

namespace RoverRaman.Wire;

/// <summary>One value per <see cref="HealthCounter"/>, without an array on the heap.</summary>
[InlineArray(Count)]
public struct HealthCounters : IEquatable<HealthCounters>
{
    /// <summary>Number of counters.</summary>
    public const int Count = (int)HealthCounter.UplinkRefused + 1;

    long _first;

    /// <summary>Value of one counter.</summary>
    public long this[HealthCounter counter]
    {
        readonly get => this[(int)counter];
        set => this[(int)counter] = value;
    }

    /// <summary>True where all values are the same. (The default comparison of an inline array throws.)</summary>
    public readonly bool Equals(HealthCounters other) => ((ReadOnlySpan<long>)this).SequenceEqual(other);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is HealthCounters other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode()
    {
        var hash = new HashCode();
        foreach (long value in this)
            hash.Add(value);
        return hash.ToHashCode();
    }

    /// <summary>True where all values are the same.</summary>
    public static bool operator ==(in HealthCounters left, in HealthCounters right) => left.Equals(right);

    /// <summary>True where a value differs.</summary>
    public static bool operator !=(in HealthCounters left, in HealthCounters right) => !left.Equals(right);
}
