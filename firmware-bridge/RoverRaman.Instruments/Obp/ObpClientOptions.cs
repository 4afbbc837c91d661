namespace RoverRaman.Instruments.Obp;

/// <summary>How patiently an instrument is asked.</summary>
public sealed record ObpClientOptions
{
    /// <summary>Time for the instrument to think, added to the wire time of request and reply.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often a question that changes nothing is asked again after no answer.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Checksum on what is sent. What arrives is checked whenever it carries one.</summary>
    public ObpChecksum Checksum { get; init; } = ObpChecksum.None;

    /// <summary>Protocol version of requests; replies may carry any that is known.</summary>
    public ushort Version { get; init; } = ObpMessage.CurrentVersion;

    /// <summary>Longest payload to believe, bytes.</summary>
    public int MaximumPayload { get; init; } = ObpFrameReader.DefaultMaximumPayload;
}
