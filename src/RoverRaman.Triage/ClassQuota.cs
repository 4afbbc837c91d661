namespace RoverRaman.Triage;

/// <summary>Counts something about each class over a window of decisions: whole spectra, records of a target. Allocates nothing after it was made; one thread.</summary>
/// <param name="perClass">Share of one class in a window; 0 is no limit.</param>
/// <param name="window">Decisions of a window.</param>
public sealed class ClassQuota(double perClass, int window)
{
    // Ids beyond share the last place.
    readonly double[] _counts = new double[4096];
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

    /// <summary>Takes from a class' share.</summary>
    public void Count(ushort classId, double amount = 1) => _counts[Place(classId)] += amount;

    int Place(ushort classId) => Math.Min(classId, _counts.Length - 1);
}
