namespace RoverRaman.Emulator;

/// <summary>What the command line asked for.</summary>
public sealed record EmulatorSettings
{
    /// <summary>Protocol, a name of <see cref="Protocol.All"/>.</summary>
    public string Protocol { get; init; } = "obp";

    /// <summary>Model of instrument, or null for the protocol's first.</summary>
    public string? Model { get; init; }

    /// <summary>OBP: every reply carries an MD5 checksum.</summary>
    public bool Checked { get; init; }

    /// <summary>Cobolt: the interlock is open.</summary>
    public bool InterlockOpen { get; init; }

    /// <summary>TCP port on the loopback address (0 takes a free one), or null for a pty.</summary>
    public int? TcpPort { get; init; }

    /// <summary>Link to make to the pty, or null.</summary>
    public string? Link { get; init; }

    /// <summary>Capture to replay instead of an instrument, or null.</summary>
    public string? Replay { get; init; }

    /// <summary>Spectra to play, or null for the built-in minerals.</summary>
    public string? Data { get; init; }

    /// <summary>Model whose held-out spectra alone are played, or null.</summary>
    public string? HeldOutOf { get; init; }

    /// <summary>Grid CSV to write the spectra to instead of playing them, or null.</summary>
    public string? WriteSpectra { get; init; }

    /// <summary>How many to play, or null for no end.</summary>
    public long? Count { get; init; }

    /// <summary>Whether endless play was asked for by name.</summary>
    public bool Loop { get; init; }

    /// <summary>Truth file, or null.</summary>
    public string? Truth { get; init; }

    /// <summary>Rate at which bytes are paced, or null for as fast as they go.</summary>
    public int? BaudPace { get; init; }

    /// <summary>Serial number.</summary>
    public string SerialNumber { get; init; } = "RR-STS-0001";

    /// <summary>Optics and detector.</summary>
    public DetectorOptions Detector { get; init; } = new();

    /// <summary>Fault script, or null.</summary>
    public string? FaultScript { get; init; }

    /// <summary>Fault log, or null.</summary>
    public string? FaultLog { get; init; }

    /// <summary>What goes wrong, without a script.</summary>
    public FaultKind Fault { get; init; }

    /// <summary>It goes wrong with every N-th played spectrum.</summary>
    public int FaultEvery { get; init; } = 10;

    /// <summary>Print only where the instrument is.</summary>
    public bool Quiet { get; init; }

    /// <summary>Everything that is wrong with the settings, in words; empty when they are good.</summary>
    public IEnumerable<string> Problems()
    {
        if (Emulator.Protocol.Find(Protocol).Model(Model) is null)
            yield return $"--model: expected one of {string.Join(", ", Emulator.Protocol.Find(Protocol).Models.Select(model => model.Name))} for {Protocol}, found \"{Model}\".";
        if (Protocol == "wasatch" && TcpPort is null && Replay is null)
            yield return "--protocol wasatch: expected --tcp; its greeting comes when a connection is made, which a pseudo-terminal does not show.";
        if (FaultScript is not null && Fault != FaultKind.None)
            yield return "--fault and --faults: expected one of them.";
        if (TcpPort is < 0 or > 65535)
            yield return $"--tcp: expected a port of 0..65535, found {TcpPort}.";
        if (TcpPort is not null && Link is not null)
            yield return "--tcp and --link: expected one of them; a TCP port has no link.";
        if (Replay is not null && (Data ?? Model ?? Truth) is not null)
            yield return "--replay: expected none of --data, --model and --truth; a capture holds the instrument and its spectra.";
        if (HeldOutOf is not null && Data is null)
            yield return "--held-out-of: expected --data with the spectra that the model was made from.";
        if (Count is <= 0)
            yield return $"--count: expected a number above 0, found {Count}.";
        if (Loop && Count is not null)
            yield return "--loop and --count: expected one of them.";
        if (BaudPace is not (null or 9600 or 19200 or 38400 or 57600 or 115200 or 230400))
            yield return $"--baud-pace: expected 9600, 19200, 38400, 57600, 115200 or 230400, found {BaudPace}.";
        if (FaultEvery <= 0)
            yield return $"--fault-every: expected a number above 0, found {FaultEvery}.";
        if (SerialNumber.Length is 0 or > 64 || !SerialNumber.All(char.IsAscii))
            yield return $"--serial: expected 1 to 64 ASCII characters, found \"{SerialNumber}\".";
        foreach (var problem in Detector.Problems())
            yield return problem;
    }
}
