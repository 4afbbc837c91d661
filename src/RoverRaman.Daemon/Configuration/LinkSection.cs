using System.Net;
using RoverRaman.Onboard;

namespace RoverRaman.Daemon;

/// <summary>The narrow link home.</summary>
static class LinkSection
{
    public static LinkOptions? Read(ConfigSection section)
    {
        var defaults = new LinkOptions();
        var kind = section.Choice("kind", "none", ("none", "none"), ("serial", "serial"), ("udp", "udp"));
        var options = new LinkOptions
        {
            Line = kind == "serial" ? InstrumentSection.ReadAddress(section, "port") : null,
            Udp = kind == "udp" ? ReadEndPoint(section) : null,
            SendClassTable = section.Flag("class_table", defaults.SendClassTable),
            MaximumMessage = (int)section.Integer("max_message", 256, 60_000, defaults.MaximumMessage),
            QueueCapacity = (int)section.Integer("queue", 1, 65_536, defaults.QueueCapacity),
        };
        section.Know("port", "address");
        section.Finish();
        return kind == "none" ? null : options;
    }

    static IPEndPoint ReadEndPoint(ConfigSection section)
    {
        var text = section.Text("address");
        if (IPEndPoint.TryParse(text, out var address) && address.Port > 0)
            return address;
        if (text.Length > 0)
            section.Error("address", $"expected an IP address and port such as 127.0.0.1:5005 or [::1]:5005, found \"{text}\"");
        return new IPEndPoint(IPAddress.Loopback, 1);
    }
}
