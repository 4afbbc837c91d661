using RoverRaman.Instruments.Transports;

namespace RoverRaman.Daemon;

/// <summary>Where the instrument is and what it shines with.</summary>
static class InstrumentSection
{
    public static TransportAddress ReadPort(ConfigSection section)
    {
        _ = section.Choice("protocol", "obp", ("obp", "obp"));
        return ReadAddress(section, "port");
    }

    public static double ReadLaser(ConfigSection section) => section.Number("laser_nm", 200, 1600);

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
