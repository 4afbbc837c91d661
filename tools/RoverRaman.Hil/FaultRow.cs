namespace RoverRaman.Hil;

/// <summary>One line of the table: a kind of fault, and what became of the spectra that it hit.</summary>
/// <param name="What">Kind and what it hit.</param>
/// <param name="Injected">How often.</param>
/// <param name="Decided">Spectra hit and decided all the same, rightly.</param>
/// <param name="Lost">Spectra hit and not decided.</param>
/// <param name="RecoveryMedian">Time from the fault to the next decision, ms; of hang-ups and late replies from the line's return.</param>
/// <param name="RecoveryHigh">95 of 100 of these times are shorter, ms.</param>
/// <param name="RecoveryLongest">Their maximum, ms.</param>
/// <param name="WithinPeriod">How many were at most the daemon's default period, 1 s.</param>
/// <param name="Measured">How many were measured.</param>
sealed record FaultRow(string What, int Injected, int Decided, int Lost, double RecoveryMedian, double RecoveryHigh, double RecoveryLongest, int WithinPeriod, int Measured)
{
    /// <summary>The daemon's default period, ms.</summary>
    public const double Period = 1000;
}
