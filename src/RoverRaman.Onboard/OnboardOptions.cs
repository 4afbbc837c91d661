using RoverRaman.Instruments.Housekeeping;

namespace RoverRaman.Onboard;

/// <summary>Everything that the pipeline needs to know, besides the model. Immutable.</summary>
public sealed record OnboardOptions
{
    /// <summary>How spectra are taken.</summary>
    public AcquisitionOptions Acquisition { get; init; } = new();

    /// <summary>What is worth the link.</summary>
    public TriagePolicy Triage { get; init; } = new();

    /// <summary>The local socket, or null for none.</summary>
    public PublisherOptions? Publisher { get; init; }

    /// <summary>The journal, or null for none.</summary>
    public JournalOptions? Journal { get; init; }

    /// <summary>The link, or null for none.</summary>
    public LinkOptions? Link { get; init; }

    /// <summary>The link with priorities, acknowledgements and commands, or null for none.</summary>
    public ProductLinkOptions? Products { get; init; }

    /// <summary>How often the counters are published (default 10 s).</summary>
    public TimeSpan HealthInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where temperatures and power of the board come from; null: they are not read.</summary>
    public BoardSource? Board { get; init; }

    /// <summary>Longest time for the sinks to write what waits when the daemon stops (default 3 s).</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Version that Hello tells.</summary>
    public string Version { get; init; } = "0.0.0";
}
