using System.Net;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Onboard;

/// <summary>The narrow link home: COBS frames on a serial line, a TCP stream or UDP datagrams.</summary>
public sealed record LinkOptions
{
    /// <summary>Tty or TCP address, or null.</summary>
    public TransportAddress? Line { get; init; }

    /// <summary>UDP address, or null.</summary>
    public IPEndPoint? Udp { get; init; }

    /// <summary>Send the class table at start (default false: ground has it, and it is larger than a hundred decisions).</summary>
    public bool SendClassTable { get; init; }

    /// <summary>Largest class table message, bytes (default 1,200: one datagram without fragments).</summary>
    public int MaximumMessage { get; init; } = 1200;

    /// <summary>Messages that may wait for the link before the oldest are dropped (default 256).</summary>
    public int QueueCapacity { get; init; } = 256;
}
