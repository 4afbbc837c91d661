using RoverRaman.Instruments;
using RoverRaman.Instruments.Calibration;
using RoverRaman.Instruments.Housekeeping;
using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Transports;
using RoverRaman.Onboard;

namespace RoverRaman.Daemon;

/// <summary>Where the instrument is and what it shines with.</summary>
static class InstrumentSection
{
    public static InstrumentProtocol ReadProtocol(ConfigSection section) =>
        section.Choice("protocol", InstrumentProtocol.Sts, [.. Protocols.Names.Select(name => (name, Parse(name)))]);

    /// <summary>Pixels of a unit whose number differs from the usual one.</summary>
    public static int? ReadPixels(ConfigSection section) => section.Integer("pixels", 0, 8192, 0) is > 1 and var pixels ? (int)pixels : null;

    /// <summary>OBP: checksum asked for in replies.</summary>
    public static ObpChecksum ReadChecksum(ConfigSection section) => section.Choice("checksum", ObpChecksum.None, ("none", ObpChecksum.None), ("md5", ObpChecksum.Md5));

    public static double ReadLaser(ConfigSection section) => section.Number("laser_nm", 200, 1600);

    /// <summary>What is done to counts, and the check line.</summary>
    public static ConversionOptions ReadConversion(ConfigSection section, ConfigPaths paths) => new()
    {
        Calibration = ReadCalibration(section, paths),
        InAir = section.Choice("medium", false, ("vacuum", false), ("air", true)),
        SingleFrameDespike = section.Flag("despike", false),
        CheckLine = section.Number("check_line_cm", 0, 4000, 0) is > 0 and var line ? line : null,
        CorrectDrift = section.Flag("correct_drift", false),
    };

    /// <summary>What guards the laser.</summary>
    public static SafetyOptions ReadSafety(ConfigSection section)
    {
        var options = new SafetyOptions
        {
            Enable = ReadGpio(section, "enable_gpio"),
            Interlock = ReadGpio(section, "interlock_gpio"),
            Cobolt = section.Has("cobolt") ? ReadAddress(section, "cobolt") : null,
            Watchdog = TimeSpan.FromSeconds(section.Number("watchdog_s", 1, 3600, 10)),
        };
        section.Know("cobolt");
        section.Finish();
        return options;
    }

    static WavelengthCalibration? ReadCalibration(ConfigSection section, ConfigPaths paths)
    {
        if (section.OptionalText("calibration") is not { Length: > 0 } file)
            return null;
        try
        {
            return WavelengthCalibration.Load(paths.Resolve(file));
        }
        catch (Exception e) when (e is InstrumentException or IOException or UnauthorizedAccessException)
        {
            section.Error("calibration", e.Message);
            return null;
        }
    }

    static GpioAddress? ReadGpio(ConfigSection section, string key)
    {
        try
        {
            return section.OptionalText(key) is { Length: > 0 } text ? GpioAddress.Parse(text) : null;
        }
        catch (FormatException e)
        {
            section.Error(key, e.Message);
            return null;
        }
    }

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
