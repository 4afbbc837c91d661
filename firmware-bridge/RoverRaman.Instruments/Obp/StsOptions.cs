namespace RoverRaman.Instruments.Obp;

/// <summary>How an STS is opened.</summary>
public sealed record StsOptions
{
    /// <summary>Integration time set on opening: an STS takes no spectrum before one was set.</summary>
    public TimeSpan IntegrationTime { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How the protocol is spoken.</summary>
    public ObpClientOptions Client { get; init; } = new();

    /// <summary>How long an instrument is left alone after its baud rate was changed; the field-tested STS library waits one second.</summary>
    public TimeSpan BaudSettling { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait at each rate for a silent instrument, beyond the wire time; the same library waits half a second.</summary>
    public TimeSpan BaudPatience { get; init; } = TimeSpan.FromMilliseconds(500);
}
