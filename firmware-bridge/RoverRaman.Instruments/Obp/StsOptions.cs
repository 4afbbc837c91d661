namespace RoverRaman.Instruments.Obp;

/// <summary>How an STS is opened.</summary>
public sealed record StsOptions
{
    /// <summary>Integration time set on opening: an STS takes no spectrum before one was set.</summary>
    public TimeSpan IntegrationTime { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How the protocol is spoken.</summary>
    public ObpClientOptions Client { get; init; } = new();
}
