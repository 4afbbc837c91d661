namespace RoverRaman.Emulator;

/// <summary>How an emulated line behaves.</summary>
public sealed record HostOptions
{
    /// <summary>Bytes take the time that they would take at the instrument's baud rate, and a driver at another rate gets rubbish.</summary>
    public bool Paced { get; init; }

    /// <summary>What goes wrong, or null.</summary>
    public FaultInjector? Faults { get; init; }

    /// <summary>Called before the first byte of a played spectrum is sent.</summary>
    public Action<PlayedSpectrum>? OnPlayed { get; init; }
}
