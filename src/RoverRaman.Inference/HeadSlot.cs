using RoverRaman.Heads;

namespace RoverRaman.Inference;

/// <summary>
/// Holds the active head at a fixed capacity, so that time does not depend on the number of classes, and swaps it between two
/// spectra by one pointer exchange.
/// </summary>
public sealed class HeadSlot
{
    /// <summary>Default number of rows.</summary>
    public const int DefaultCapacity = 512;

    /// <summary>An empty slot for features of <paramref name="backbone"/>.</summary>
    public HeadSlot(Backbone backbone, int capacity = DefaultCapacity) => throw new NotImplementedException();

    /// <summary>Number of rows.</summary>
    public int Capacity => throw new NotImplementedException();

    /// <summary>The head in use.</summary>
    public HeadPackage Active => throw new NotImplementedException();

    /// <summary>Checks that the head fits, then makes it the active one.</summary>
    /// <exception cref="ModelException">It is for another backbone or preprocessing, has more classes than the capacity, or holds numbers that are not finite.</exception>
    public void Swap(HeadPackage head) => throw new NotImplementedException();

    /// <summary>Class probabilities of features; allocates nothing, time depends on the capacity alone.</summary>
    public Identification Identify(ReadOnlySpan<float> features) => throw new NotImplementedException();
}
