namespace RoverRaman.Emulator;

/// <summary>A mineral as a list of peaks.</summary>
/// <param name="Name">Name as RRUFF writes it.</param>
/// <param name="Peaks">Its peaks, ascending, at least one.</param>
public sealed record Mineral(string Name, IReadOnlyList<MineralPeak> Peaks)
{
    /// <summary>Light at a Raman shift, cm-1.</summary>
    public double At(double shift)
    {
        double sum = 0;
        foreach (var peak in Peaks)
            sum += peak.At(shift);
        return sum;
    }
}
