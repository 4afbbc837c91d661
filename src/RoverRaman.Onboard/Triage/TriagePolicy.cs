using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>Thresholds and wishes that turn an identification into a decision. Ground sets them; they are data, not code.</summary>
public sealed record TriagePolicy
{
    /// <summary>A best class below this probability is uncertain (default 0.6).</summary>
    public double MinimumProbability { get; init; } = 0.6;

    /// <summary>A best class less than this ahead of the second is uncertain (default 0.15; the paper's confidence gap, section 4.2).</summary>
    public double MinimumMargin { get; init; } = 0.15;

    /// <summary>Minerals of interest, by name (default none).</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>A target counts where it is among the best classes with at least this probability (default 0.25).</summary>
    public double TargetProbability { get; init; } = 0.25;

    /// <summary>What to do with a spectrum that is not usable (default: drop it; its record stays in the journal and on the socket).</summary>
    public TriageAction Unusable { get; init; } = TriageAction.Drop;

    /// <summary>What to do with an uncertain one (default: send the spectrum, ground knows more minerals).</summary>
    public TriageAction Uncertain { get; init; } = TriageAction.SendSpectrum;

    /// <summary>What to do with a confident one (default: the record is enough).</summary>
    public TriageAction Confident { get; init; } = TriageAction.SendSummary;
}
