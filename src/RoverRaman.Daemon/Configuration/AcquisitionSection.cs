using RoverRaman.Instruments.Conversion;
using RoverRaman.Onboard;

namespace RoverRaman.Daemon;

/// <summary>How spectra are taken: the instrument's own settings, and what starts an acquisition.</summary>
static class AcquisitionSection
{
    const double Day = 86_400_000;

    public static AcquisitionOptions Read(ConfigSection instrument, ConfigSection acquire)
    {
        var defaults = new AcquisitionOptions();
        var options = new AcquisitionOptions
        {
            IntegrationTime = Milliseconds(instrument, "integration_ms", 0.01, 600_000, defaults.IntegrationTime),
            Dark = instrument.Choice("dark", defaults.Dark, ("excitation-off", DarkMode.ExcitationOff), ("none", DarkMode.None)),
            DarkMaximumAge = TimeSpan.FromSeconds(instrument.Number("dark_max_age_s", 1, 86_400, defaults.DarkMaximumAge.TotalSeconds)),
            DarkMaximumChange = instrument.Number("dark_max_change_c", 0.1, 100, defaults.DarkMaximumChange),
            Frames = (int)instrument.Integer("frames", 1, 32, defaults.Frames),
            AutoExposure = instrument.Flag("auto_exposure", false) ? new AutoExposure() : null,
            Excitation = instrument.Choice("excitation", defaults.Excitation, ("per-spectrum", ExcitationControl.PerSpectrum), ("external", ExcitationControl.External)),
            ExcitationSettle = Milliseconds(instrument, "excitation_settle_ms", 0, 60_000, defaults.ExcitationSettle),
            ReconnectFirst = Milliseconds(instrument, "reconnect_first_ms", 1, 60_000, defaults.ReconnectFirst),
            ReconnectLongest = Milliseconds(instrument, "reconnect_longest_ms", 1, 600_000, defaults.ReconnectLongest),
            FailuresBeforeReconnect = (int)instrument.Integer("failures_before_reconnect", 1, 100, defaults.FailuresBeforeReconnect),
            Mode = acquire.Choice("mode", defaults.Mode, ("period", AcquireMode.Period), ("command", AcquireMode.Command)),
            Period = Milliseconds(acquire, "period_ms", 0, Day, defaults.Period),
            Count = (int)acquire.Integer("count", 0, int.MaxValue, defaults.Count),
            QueueCapacity = (int)acquire.Integer("queue", 1, 256, defaults.QueueCapacity),
        };
        if (options is { Dark: DarkMode.ExcitationOff, Excitation: ExcitationControl.External })
            instrument.Error("dark", "expected \"none\" where excitation is \"external\": the daemon cannot switch off a laser that is not its own");
        acquire.Finish();
        return options;
    }

    static TimeSpan Milliseconds(ConfigSection section, string key, double minimum, double maximum, TimeSpan fallback) =>
        TimeSpan.FromMilliseconds(section.Number(key, minimum, maximum, fallback.TotalMilliseconds));
}
