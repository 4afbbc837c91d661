using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>What the stages between the instrument and the sinks did. Written by their thread alone.</summary>
public sealed class ProcessingCounters
{
    readonly long[] _actions = new long[(int)TriageAction.SendSpectrum + 1];

    /// <summary>Decisions made.</summary>
    public long Decided { get; private set; }
    /// <summary>Spectra that a flag forbade to name.</summary>
    public long Unusable { get; private set; }
    /// <summary>Spectra with a saturated pixel.</summary>
    public long Saturated { get; private set; }
    /// <summary>Spectra on which preprocessing or inference failed; their decisions name no class.</summary>
    public long Failures { get; set; }

    /// <summary>From the last byte on the line to the decision, before any sink.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>Decisions of one kind.</summary>
    public long Of(TriageAction action) => _actions[(int)action];

    /// <summary>Counts a decision.</summary>
    public void Count(TriageAction action, bool unusable, bool saturated)
    {
        Decided++;
        _actions[(int)action]++;
        Unusable += unusable ? 1 : 0;
        Saturated += saturated ? 1 : 0;
    }
}
