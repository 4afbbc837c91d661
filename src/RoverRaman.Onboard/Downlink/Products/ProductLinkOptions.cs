using System.Net;
using RoverRaman.Heads;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Onboard;

/// <summary>The link home with priorities, acknowledgements and commands: products from a durable store.</summary>
public sealed record ProductLinkOptions
{
    /// <summary>Where products are kept.</summary>
    public required ProductStoreOptions Store { get; init; }

    /// <summary>How they travel.</summary>
    public LinkSessionOptions Session { get; init; } = new();

    /// <summary>UDP address of the ground, or null.</summary>
    public IPEndPoint? Udp { get; init; }

    /// <summary>Local UDP address on which commands and reports come (default: any free port; the ground answers to where frames came from).</summary>
    public IPEndPoint UdpListen { get; init; } = new(IPAddress.Any, 0);

    /// <summary>Tty or TCP address, or null.</summary>
    public TransportAddress? Line { get; init; }

    /// <summary>File to which frames are appended, or null.</summary>
    public string? File { get; init; }

    /// <summary>Keys that must have signed a policy from the ground; null: unsigned ones are taken.</summary>
    public KeyRing? PolicyKeys { get; init; }

    /// <summary>Spectra kept in memory for the command that asks for one again (default 256).</summary>
    public int RecentSpectra { get; init; } = 256;

    /// <summary>Decisions that may wait for their products to be made before the oldest are dropped (default 64).</summary>
    public int QueueCapacity { get; init; } = 64;
}
