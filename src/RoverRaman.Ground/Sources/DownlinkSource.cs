using System.Globalization;
using System.Net;

namespace RoverRaman.Ground;

/// <summary>Opens a live source by its name: udp://HOST:PORT, a Unix socket's path, or the path of a serial device, pty or FIFO.</summary>
public static class DownlinkSource
{
    const string UdpScheme = "udp://";

    /// <summary>Opens <paramref name="source"/>.</summary>
    /// <param name="source">Its name.</param>
    /// <param name="baud">Rate of a serial device, bit/s; null leaves it as it is set.</param>
    /// <param name="counters">Takes what is damaged on the way.</param>
    /// <exception cref="DownlinkException">It is not there, is something else, or is refused.</exception>
    public static IDownlinkSource Open(string source, int? baud, DownlinkCounters counters)
    {
        if (source.StartsWith(UdpScheme, StringComparison.OrdinalIgnoreCase))
            return new UdpSource(ParseUdp(source), counters);
        return Libc.KindOf(source) switch
        {
            FileKind.Socket => new SocketSource(source, counters),
            FileKind.CharacterDevice or FileKind.Fifo => new DeviceSource(source, baud, counters),
            FileKind.Regular => throw new DownlinkException($"Expected a socket, a device or udp://HOST:PORT, found the file '{source}'; to read a file: roverraman downlink decode {source}"),
            FileKind.None => throw new DownlinkException($"Expected a socket or device at '{source}', found nothing there; is the daemon running?"),
            _ => throw new DownlinkException($"Expected a socket, a device or udp://HOST:PORT, found '{source}', which is none of these."),
        };
    }

    static IPEndPoint ParseUdp(string source)
    {
        string text = source[UdpScheme.Length..];
        int colon = text.LastIndexOf(':');
        if (colon > 0
            && ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            && (text[..colon] == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(text[..colon], out var parsed) ? parsed : null) is { } address)
            return new(address, port);
        throw new DownlinkException($"Expected udp://ADDRESS:PORT, such as udp://127.0.0.1:5600, found '{source}'.");
    }
}
