using System.Runtime.CompilerServices;

namespace RoverRaman.Wire;

/// <summary>Room for the best classes of a decision, best first, without an array on the heap.</summary>
[InlineArray(Capacity)]
public struct TopClasses
{
    /// <summary>Most classes that a decision carries.</summary>
    public const int Capacity = 5;

    ClassScore _first;
}
