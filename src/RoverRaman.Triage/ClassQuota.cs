namespace RoverRaman.Triage;

/// <summary>Counts whole spectra of each class over a window of decisions. Allocates nothing after it was made; one thread.</summary>
/// <param name="perClass">Spectra of one class in a window; 0 is no limit.</param>
/// <param name="window">Decisions of a window.</param>
public sealed class ClassQuota(int perClass, int window)
{
    // Ids beyond share the last place.
    readonly int[] _counts = new int[4096];
    int _decisions;

    /// <summary>Begins the next decision; true where the class has had its share.</summary>
    public bool IsOver(ushort classId)
    {
        if (++_decisions > window)
        {
            _decisions = 1;
            Array.Clear(_counts);
        }
        return perClass > 0 && _counts[Place(classId)] >= perClass;
    }

    /// <summary>Counts a spectrum that goes down whole.</summary>
    public void Count(ushort classId) => _counts[Place(classId)]++;

    int Place(ushort classId) => Math.Min(classId, _counts.Length - 1);
}
