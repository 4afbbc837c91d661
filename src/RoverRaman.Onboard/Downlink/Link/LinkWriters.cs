namespace RoverRaman.Onboard;

/// <summary>Makes the writer that a link's settings ask for.</summary>
static class LinkWriters
{
    public static IMessageWriter Create(LinkOptions options) => options switch
    {
        { Udp: { } address } => new UdpLinkWriter(address),
        { Line: { } line } => new LineLinkWriter(line),
        _ => throw new ArgumentException("Expected a UDP or a line address for the link, found neither.", nameof(options)),
    };
}
