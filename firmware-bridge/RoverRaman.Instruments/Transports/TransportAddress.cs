using System.Globalization;

namespace RoverRaman.Instruments.Transports;

/// <summary>
/// Where an instrument is, as people write it: <c>/dev/ttyUSB0@115200</c>, <c>/dev/ttyUSB0</c> (rate not known) or
/// <c>tcp://127.0.0.1:5000</c>.
/// </summary>
/// <param name="Device">Path of the tty, or null for TCP.</param>
/// <param name="Baud">Rate of the tty, or null where it is not named.</param>
/// <param name="Host">Host for TCP, or null.</param>
/// <param name="Port">Port for TCP, 1..65535.</param>
public sealed record TransportAddress(string? Device, int? Baud, string? Host, int Port)
{
    const string Forms = "Write /dev/ttyUSB0@115200, /dev/ttyUSB0 or tcp://host:port.";

    /// <summary>Rate at which a tty is opened when none is named; OBP instruments power up at it.</summary>
    public const int DefaultBaud = 9600;

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong and which forms there are.</exception>
    public static TransportAddress Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new FormatException($"Expected the address of an instrument, found nothing. {Forms}");
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return ParseDevice(text);
        return text[..scheme] == "tcp"
            ? ParseTcp(text, text[(scheme + 3)..])
            : throw new FormatException($"Expected tcp:// or the path of a tty, found {text[..(scheme + 3)]} in \"{text}\". {Forms}");
    }

    /// <summary>Opens it.</summary>
    /// <exception cref="TransportLostException">There is nothing there, or it does not open.</exception>
    public IByteTransport Open(CancellationToken cancellation = default)
    {
        if (Host is not null)
            return TcpTransport.Connect(Host, Port, TimeSpan.FromSeconds(5), cancellation);
#if OFFICIAL_PACKAGES
        if (!OperatingSystem.IsLinux())
            return new SerialPortTransport(Device!, Baud ?? DefaultBaud);
#endif
        return TtyTransport.Open(Device!, Baud ?? DefaultBaud);
    }

    /// <inheritdoc/>
    public override string ToString() => Host is not null ? $"tcp://{Host}:{Port}" : Baud is { } baud ? $"{Device}@{baud}" : Device!;

    static TransportAddress ParseDevice(string text)
    {
        // The last @, since by-id names may hold one.
        var at = text.LastIndexOf('@');
        if (at < 0)
            return new TransportAddress(text, null, null, 0);
        if (at == 0)
            throw new FormatException($"Expected the path of a tty before @ in \"{text}\". {Forms}");
        return int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var baud) && baud > 0
            ? new TransportAddress(text[..at], baud, null, 0)
            : throw new FormatException($"Expected a baud rate (a whole number above 0) after @ in \"{text}\", found \"{text[(at + 1)..]}\". {Forms}");
    }

    static TransportAddress ParseTcp(string text, string rest)
    {
        var colon = rest.LastIndexOf(':');
        var port = 0;
        var good = colon > 0 && int.TryParse(rest.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;
        return good
            ? new TransportAddress(null, null, rest[..colon].Trim('[', ']'), port)
            : throw new FormatException($"Expected host:port with a port of 1..65535 after tcp:// in \"{text}\", found \"{rest}\". {Forms}");
    }
}
