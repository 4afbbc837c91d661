using RoverRaman.Instruments;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Daemon;

/// <summary>Where the instrument is and what it shines with.</summary>
static class InstrumentSection
{
    public static InstrumentProtocol ReadProtocol(ConfigSection section) =>
        section.Choice("protocol", InstrumentProtocol.Sts, [.. Protocols.Names.Select(name => (name, Parse(name)))]);

    /// <summary>Pixels of a unit whose number differs from the usual one.</summary>
    public static int? ReadPixels(ConfigSection section) => section.Integer("pixels", 0, 8192, 0) is > 1 and var pixels ? (int)pixels : null;

    public static double ReadLaser(ConfigSection section) => section.Number("laser_nm", 200, 1600);

    static InstrumentProtocol Parse(string name) => Protocols.TryParse(name, out var protocol) ? protocol : default;

    public static TransportAddress ReadAddress(ConfigSection section, string key)
    {
        var text = section.Text(key);
        try
        {
            if (text.Length > 0)
                return TransportAddress.Parse(text);
        }
        catch (FormatException e)
        {
            section.Error(key, e.Message);
        }
        return new TransportAddress("", null, null, 0);
    }
}
