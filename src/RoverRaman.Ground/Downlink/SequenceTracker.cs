namespace RoverRaman.Ground;

/// <summary>
/// Follows decisions by boot count and sequence: finds gaps, duplicates and late ones. The sequence goes on over a restart of the
/// daemon, so a gap between two boots is found too. A new journal begins both again; it is known by numbers that come with other content.
/// </summary>
public sealed class SequenceTracker
{
    const int Boots = 16;

    readonly SortedList<ushort, SequenceWindow> _windows = [];
    long _missingBefore;

    /// <summary>Decisions that were made, by their numbers, and have not arrived.</summary>
    public long Missing => _missingBefore + _windows.Values.Sum(window => window.Missing);

    /// <summary>Takes one decision's numbers and the checksum of its bytes; <paramref name="gap"/> is how many are missing right before it.</summary>
    public Arrival Mark(ushort boot, uint sequence, uint checksum, out long gap)
    {
        long before = Missing;
        var arrival = Find(boot, sequence).Mark(sequence, checksum);
        gap = arrival == Arrival.New ? Missing - before : 0;
        if (arrival != Arrival.Restart)
            return arrival;
        Forget(_windows.Count);
        _ = Find(boot, sequence).Mark(sequence, checksum);
        return Arrival.Restart;
    }

    // A boot that has ended grows no more: numbers after its last one belong to the stretch that the next boot counted as missing.
    SequenceWindow Find(ushort boot, uint sequence)
    {
        int index = _windows.IndexOfKey(boot);
        if (index < 0)
            return Open(boot, sequence);
        while (index < _windows.Count - 1 && sequence > _windows.GetValueAtIndex(index).Highest)
            index++;
        return _windows.GetValueAtIndex(index);
    }

    SequenceWindow Open(ushort boot, uint sequence)
    {
        bool isLatest = _windows.Count > 0 && boot > _windows.GetKeyAtIndex(_windows.Count - 1);
        uint last = isLatest ? _windows.GetValueAtIndex(_windows.Count - 1).Highest : uint.MaxValue;
        var window = last < sequence ? new SequenceWindow(last + 1, expected: true) : new SequenceWindow(sequence);
        _windows.Add(boot, window);
        if (_windows.Count > Boots)
            Forget(1);
        return window;
    }

    void Forget(int count)
    {
        for (; count > 0; count--)
        {
            _missingBefore += _windows.GetValueAtIndex(0).Missing;
            _windows.RemoveAt(0);
        }
    }
}
