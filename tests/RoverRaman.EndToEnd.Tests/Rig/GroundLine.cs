using System.Net;
using System.Net.Sockets;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>One kind of line between robot and ground: what each side is told of it.</summary>
sealed class GroundLine : IDisposable
{
    readonly PtyPair? _pair;

    public GroundLine(string transport)
    {
        _pair = transport == "pty" ? new PtyPair() : null;
        var port = FreePort();
        (Source, Section) = transport switch
        {
            "udp" => ($"udp://127.0.0.1:{port}", $""" "transport": "udp", "address": "127.0.0.1:{port}", "listen": "127.0.0.1:0" """),
            "tcp" => ($"tcp://127.0.0.1:{port}", $""" "transport": "line", "port": "tcp://127.0.0.1:{port}" """),
            _ => (_pair!.Left, $""" "transport": "line", "port": "{_pair.Right}" """),
        };
    }

    /// <summary>What 'downlink follow' is given.</summary>
    public string Source { get; }

    /// <summary>Keys of the daemon's section "downlink".</summary>
    public string Section { get; }

    /// <summary>A port that was free a moment ago, for UDP and TCP.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose() => _pair?.Dispose();
}
