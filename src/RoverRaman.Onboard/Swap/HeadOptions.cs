using RoverRaman.Heads;

namespace RoverRaman.Onboard;

/// <summary>How heads come onboard and into use.</summary>
public sealed record HeadOptions
{
    /// <summary>Folder that keeps heads, uploads, and the journal that decides at start.</summary>
    public required string Folder { get; init; }

    /// <summary>Whose signatures count. An empty ring: no head is accepted, the factory head works.</summary>
    public KeyRing Keys { get; init; } = KeyRing.Empty;

    /// <summary>Length of a trial, spectra (default 200).</summary>
    public int TrialSpectra { get; init; } = 200;

    /// <summary>Longest time of a trial; not confirmed by then, the head goes (default 1 h).</summary>
    public TimeSpan TrialTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Trials run in the shadow first, unless a command says otherwise (default false).</summary>
    public bool Shadow { get; init; }

    /// <summary>True: only a command confirms. False (default): a healthy trial of full length does, too.</summary>
    public bool ConfirmByCommand { get; init; }

    /// <summary>Starts of the daemon within one trial, after which the head goes (default 3).</summary>
    public int MaximumStarts { get; init; } = 3;

    /// <summary>Largest object that may be uploaded, bytes (default 1 MiB).</summary>
    public int MaximumBytes { get; init; } = 1 << 20;

    /// <summary>Uploads that are kept apart at the same time (default 4).</summary>
    public int MaximumUploads { get; init; } = 4;

    /// <summary>Heads kept besides the factory head (default 8); the oldest that are not needed go.</summary>
    public int MaximumHeads { get; init; } = 8;

    /// <summary>Spectra whose features are kept, to be named by a teach order (default 512).</summary>
    public int RecentSpectra { get; init; } = 512;

    /// <summary>A best class below this probability may be an unknown (default 0.6, as in triage).</summary>
    public double UnknownProbability { get; init; } = 0.6;
}
