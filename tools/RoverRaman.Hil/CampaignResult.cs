namespace RoverRaman.Hil;

/// <summary>What a campaign found.</summary>
sealed record CampaignResult
{
    // What the runtime's pool and collector may add once, and a leak with every fault would exceed at once.
    const int PoolThreads = 8;
    const double PoolMegabytes = 24;

    /// <summary>A row a kind of fault.</summary>
    public required IReadOnlyList<FaultRow> Faults { get; init; }

    /// <summary>Spectra played with faults about.</summary>
    public required int Played { get; init; }

    /// <summary>Spectra that no fault hit: each has to be decided.</summary>
    public required int Expected { get; init; }

    /// <summary>Decisions made, right ones.</summary>
    public required int Decided { get; init; }

    /// <summary>Spectra that no fault hit and that were not decided.</summary>
    public required int Lost { get; init; }

    /// <summary>Recoveries that took longer than the period because another fault came before they ended.</summary>
    public required int HitAgain { get; init; }

    /// <summary>Decisions that fit no spectrum played: made from damaged data.</summary>
    public required int Wrong { get; init; }

    /// <summary>Longest time without a decision, ms.</summary>
    public required double LongestGap { get; init; }

    /// <summary>The daemon after the clean round.</summary>
    public required ProcessFigures Start { get; init; }

    /// <summary>The daemon after a fifth, a half and all of the spectra.</summary>
    public required IReadOnlyList<ProcessFigures> Later { get; init; }

    /// <summary>The daemon at the end.</summary>
    public ProcessFigures End => Later[^1];

    /// <summary>The daemon's exit code when asked to end; null where it did not.</summary>
    public required int? ExitCode { get; init; }

    /// <summary>Half-done changes of the rate, and whether the daemon decided spectra afterwards; null where that leg was not run.</summary>
    public required bool? BaudRecovered { get; init; }

    /// <summary>The daemon's own account of its spectra: whole ones received, those that its buffers dropped, messages that its reader missed.</summary>
    public (long Acquired, long Dropped, long Missed) Account { get; init; }

    /// <summary>Whether replies carried a checksum.</summary>
    public required bool Checked { get; init; }

    /// <summary>Seconds that it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Everything that is not as it should be.</summary>
    public IEnumerable<string> Failures()
    {
        if (ExitCode != 0)
            yield return ExitCode is null ? "the daemon hangs: it did not end when asked to" : $"the daemon ended with code {ExitCode}";
        if (Lost > 0)
            yield return $"{Lost} spectra that no fault hit were not decided";
        if (Checked && Wrong > 0)
            yield return $"{Wrong} decisions were made from damaged frames, in spite of the checksum";
        if (End.Descriptors > Start.Descriptors)
            yield return $"descriptors grew from {Start.Descriptors} to {End.Descriptors}";
        if (End.Threads > Start.Threads + PoolThreads)
            yield return $"threads grew from {Start.Threads} to {End.Threads}";
        if (End.ResidentMegabytes > Start.ResidentMegabytes + PoolMegabytes)
            yield return $"resident memory grew from {Start.ResidentMegabytes:0.0} to {End.ResidentMegabytes:0.0} MB";
        if (BaudRecovered == false)
            yield return "no spectrum was decided after a change of the rate that half completed";
    }
}
