namespace RoverRaman.Ground;

/// <summary>Remembers the last <see cref="Size"/> numbers of a rising sequence and what came with them, in fixed memory.</summary>
public sealed class SequenceWindow
{
    /// <summary>Numbers remembered below the highest.</summary>
    public const int Size = 8192;

    const ulong Seen = 1UL << 32;

    // Checksum of the content with a bit above it; 0 where the number has not been seen.
    readonly ulong[] _slots = new ulong[Size];
    readonly uint _first;

    /// <summary>Begins with a first number, or (<paramref name="expected"/>) with the promise of it.</summary>
    public SequenceWindow(uint first, bool expected = false)
    {
        _first = first;
        Highest = expected ? first - 1 : first;
        Missing = expected ? 0 : 1;
    }

    /// <summary>Highest number seen or promised.</summary>
    public uint Highest { get; private set; }

    /// <summary>Numbers from the first to the highest that have not been seen.</summary>
    public long Missing { get; private set; }

    /// <summary>Takes a number and the checksum of what came with it.</summary>
    public Arrival Mark(uint number, uint checksum)
    {
        bool isNew = number > Highest;
        if (isNew)
            Advance(number);
        else if (Highest - number >= Size)
            return Arrival.Restart;
        ref ulong slot = ref _slots[number % Size];
        if (slot != 0)
            return slot == (Seen | checksum) ? Arrival.Duplicate : Arrival.Restart;
        slot = Seen | checksum;
        // What lies before the first one was never counted as missing.
        if (number >= _first)
            Missing--;
        return isNew || number == _first ? Arrival.New : Arrival.Late;
    }

    void Advance(uint number)
    {
        Missing += number - Highest;
        if (number - Highest >= Size)
            Array.Clear(_slots);
        else
            for (uint passed = Highest + 1; passed <= number; passed++)
                _slots[passed % Size] = 0;
        Highest = number;
    }
}
