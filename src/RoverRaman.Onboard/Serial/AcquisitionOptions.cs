using RoverRaman.Instruments.Conversion;

namespace RoverRaman.Onboard;

/// <summary>How spectra are taken.</summary>
public sealed record AcquisitionOptions
{
    /// <summary>What starts an acquisition (default: a period).</summary>
    public AcquireMode Mode { get; init; } = AcquireMode.Period;

    /// <summary>From the start of one acquisition to the start of the next (default 1 s). Zero: as fast as the instrument can.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Stop after so many spectra (default 0: never).</summary>
    public int Count { get; init; }

    /// <summary>How long the detector collects light (default 100 ms).</summary>
    public TimeSpan IntegrationTime { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Where the dark comes from (default: a spectrum with the excitation off).</summary>
    public DarkMode Dark { get; init; } = DarkMode.ExcitationOff;

    /// <summary>A dark older than this is taken again (default 10 min; dark current follows the detector's temperature).</summary>
    public TimeSpan DarkMaximumAge { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A dark is taken again where the detector's temperature has changed by more, degrees Celsius (default 2).</summary>
    public double DarkMaximumChange { get; init; } = 2;

    /// <summary>Frames averaged to one spectrum, cosmic rays left out by comparing them (default 1).</summary>
    public int Frames { get; init; } = 1;

    /// <summary>Finds the integration time itself, beginning with <see cref="IntegrationTime"/>; null: it stays as it is.</summary>
    public AutoExposure? AutoExposure { get; init; }

    /// <summary>Who switches the laser (default: the daemon, for each spectrum).</summary>
    public ExcitationControl Excitation { get; init; } = ExcitationControl.PerSpectrum;

    /// <summary>Wait between switching the laser on and the acquisition (default 0: the laser is stable at once).</summary>
    public TimeSpan ExcitationSettle { get; init; }

    /// <summary>Wait before the first attempt to connect again; doubles with each further one (default 250 ms).</summary>
    public TimeSpan ReconnectFirst { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest wait between attempts to connect (default 5 s).</summary>
    public TimeSpan ReconnectLongest { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>So many failed acquisitions in a row close the connection and open it again (default 3).</summary>
    public int FailuresBeforeReconnect { get; init; } = 3;

    /// <summary>Frames that may wait for preprocessing before the oldest is dropped (default 8).</summary>
    public int QueueCapacity { get; init; } = 8;

    /// <summary>Commands that may wait before further ones are refused (default 16).</summary>
    public int CommandCapacity { get; init; } = 16;
}
