using System.Net;
using RoverRaman.Heads;
using RoverRaman.Onboard;
using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Daemon;

/// <summary>The link with priorities, acknowledgements and commands.</summary>
static class DownlinkSection
{
    const double Year = 31_536_000;

    public static ProductLinkOptions Read(ConfigSection section, ConfigPaths paths)
    {
        var store = new ProductStoreOptions { Path = paths.ResolveOutput(section, "store") };
        var transport = section.Choice("transport", "udp", ("udp", "udp"), ("line", "line"), ("file", "file"));
        var defaults = new ProductLinkOptions { Store = store };
        var options = defaults with
        {
            Store = store with
            {
                MaximumBytes = (int)section.Integer("max_bytes", 65_536, 1 << 30, store.MaximumBytes),
                Capacity = (int)section.Integer("max_products", 16, 1_000_000, store.Capacity),
                MaximumAge = (long)(1000 * section.Number("max_age_s", 0, 100 * Year, 0)),
            },
            Session = ReadSession(section),
            Udp = transport == "udp" ? ReadAddress(section, "address", null) : null,
            UdpListen = ReadAddress(section, "listen", defaults.UdpListen) ?? defaults.UdpListen,
            Line = transport == "line" ? InstrumentSection.ReadAddress(section, "port") : null,
            File = transport == "file" ? paths.ResolveOutput(section, "file") : null,
            PolicyKeys = section.Texts("keys").Count > 0 ? HeadsSection.ReadKeys(section, paths) : null,
            RecentSpectra = (int)section.Integer("recent_spectra", 0, 65_536, defaults.RecentSpectra),
            QueueCapacity = (int)section.Integer("queue", 1, 65_536, defaults.QueueCapacity),
        };
        section.Know("address", "port", "file", "policy");
        section.Finish();
        return options;
    }

    /// <summary>The policy file, signed where <paramref name="keys"/> are given, that the section names instead of the rules of "triage"; null where it names none.</summary>
    public static TriagePolicy? ReadPolicy(ConfigSection section, ConfigPaths paths, KeyRing? keys)
    {
        if (section.OptionalText("policy") is not { Length: > 0 } file)
            return null;
        try
        {
            return new PolicyGate(keys).Open(File.ReadAllBytes(paths.Resolve(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HeadFormatException)
        {
            section.Error("policy", e is HeadFormatException { Reason: var reason } ? $"{reason}: {e.Message}" : e.Message);
            return null;
        }
    }

    static LinkSessionOptions ReadSession(ConfigSection section)
    {
        var defaults = new LinkSessionOptions();
        var envelope = section.Choice("envelope", defaults.Envelope,
            ("none", LinkEnvelope.None), ("cobs", LinkEnvelope.Cobs), ("ccsds", LinkEnvelope.SpacePacket), ("pus", LinkEnvelope.Pus));
        var mtu = (int)section.Integer("mtu", 32, SpacePacketHeader.MaxDataLength, defaults.Mtu);
        if (LinkFramer.MaxUnit(envelope, mtu) <= LinkFragment.MaxHeader)
            section.Error("mtu", $"expected frames that leave more than {LinkFragment.MaxHeader} bytes for a unit, found {LinkFramer.MaxUnit(envelope, mtu)}; raise it or choose a smaller envelope");
        return defaults with
        {
            Envelope = envelope,
            Mtu = mtu,
            Apid = (ushort)section.Integer("apid", 0, 2047 - (int)ProductKind.Message - 1, defaults.Apid),
            BitsPerSecond = section.Number("bits_per_second", 0, 1e10, defaults.BitsPerSecond),
            Windows = new ContactWindows(
                (long)(1000 * section.Number("window_period_s", 0, Year, 0)), (long)(1000 * section.Number("window_open_s", 0, Year, 0)), (long)(1000 * section.Number("window_first_s", 0, 1e12, 0))),
            UseAcknowledgements = section.Flag("acknowledged", defaults.UseAcknowledgements),
            AcknowledgeTimeout = (long)(1000 * section.Number("ack_timeout_s", 0.05, Year, defaults.AcknowledgeTimeout / 1000.0)),
        };
    }

    static IPEndPoint? ReadAddress(ConfigSection section, string key, IPEndPoint? fallback)
    {
        var text = section.OptionalText(key);
        if (text is null && fallback is not null)
            return fallback;
        if (IPEndPoint.TryParse(text ?? "", out var address) && (address.Port > 0 || fallback is not null))
            return address;
        section.Error(key, $"expected an IP address and port such as 127.0.0.1:5006, found \"{text}\"");
        return new IPEndPoint(IPAddress.Loopback, 1);
    }
}
