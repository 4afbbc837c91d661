using RoverRaman.Spectra;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>The last spectra, so that the ground can ask for one after it has seen the record. One thread.</summary>
/// <param name="capacity">How many.</param>
public sealed class RecentSpectra(int capacity)
{
    readonly float[] _grids = new float[capacity * Grid.Count];
    readonly DecisionRecord[] _decisions = new DecisionRecord[capacity];
    int _next;

    /// <summary>Keeps a copy in the place of the oldest.</summary>
    public void Add(in DecisionRecord decision, ReadOnlySpan<float> grid)
    {
        if (capacity == 0)
            return;
        _decisions[_next] = decision;
        grid.CopyTo(_grids.AsSpan(_next * Grid.Count, Grid.Count));
        _next = (_next + 1) % capacity;
    }

    /// <summary>The spectrum of a decision; false where it is no longer held.</summary>
    public bool TryFind(uint sequence, out DecisionRecord decision, out ReadOnlySpan<float> grid)
    {
        for (var i = 0; i < capacity; i++)
            if (sequence != 0 && _decisions[i].Sequence == sequence)
            {
                decision = _decisions[i];
                grid = _grids.AsSpan(i * Grid.Count, Grid.Count);
                return true;
            }
        decision = default;
        grid = default;
        return false;
    }
}
