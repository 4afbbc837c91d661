using RoverRaman.Instruments.Obp;

namespace RoverRaman.Hil;

/// <summary>What a campaign is to do.</summary>
sealed record CampaignOptions
{
    /// <summary>Spectra to play with faults.</summary>
    public int Spectra { get; init; } = 10_000;

    /// <summary>Faults to inject into spectra, at least.</summary>
    public int Faults { get; init; } = 1_000;

    /// <summary>Model folder of the daemon.</summary>
    public required string Model { get; init; }

    /// <summary>The daemon's program.</summary>
    public required string Daemon { get; init; }

    /// <summary>Seed of order and faults.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether replies carry a checksum.</summary>
    public ObpChecksum Checksum { get; init; } = ObpChecksum.Md5;

    /// <summary>Whether the leg with a paced line and half-done changes of the rate is run, too.</summary>
    public bool BaudLeg { get; init; } = true;
}
