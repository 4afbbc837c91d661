using System.Runtime.CompilerServices;

namespace RoverRaman.Inference;

/// <summary>Room for the best classes without an array on the heap.</summary>
[InlineArray(Capacity)]
public struct TopScores
{
    /// <summary>Number of entries.</summary>
    public const int Capacity = 5;

    ScoredClass _first;
}
