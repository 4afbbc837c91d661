namespace RoverRaman.Instruments;

/// <summary>A spectrometer that is connected and identified.</summary>
public interface ISpectrometer : IDisposable
{
    /// <summary>What it is.</summary>
    SpectrometerInfo Info { get; }

    /// <summary>Counters of the link since it was opened.</summary>
    LinkCounters Counters { get; }

    /// <summary>What it can do; the calls below that belong to a capability it lacks throw <see cref="InstrumentException"/>.</summary>
    InstrumentCapabilities Capabilities => InstrumentCapabilities.IntegrationTime | InstrumentCapabilities.Excitation;

    /// <summary>Sets how long the detector collects light.</summary>
    /// <exception cref="InstrumentException">Outside the instrument's range, or refused.</exception>
    void SetIntegrationTime(TimeSpan time, CancellationToken cancellation);

    /// <summary>Takes one raw spectrum: one value (counts) a pixel into <paramref name="counts"/>.</summary>
    /// <exception cref="InstrumentException">An error from the instrument.</exception>
    /// <exception cref="TimeoutException">No whole reply in time (integration + wire time + margin).</exception>
    /// <exception cref="TransportLostException">The line is gone.</exception>
    FrameInfo Acquire(Span<float> counts, CancellationToken cancellation);

    /// <summary>Switches the light source (laser or lamp enable line) on or off. Detection never calls this; closing switches off.</summary>
    void SetExcitation(bool on, CancellationToken cancellation);

    /// <summary>Detector temperature, degrees Celsius, or null where the instrument has no sensor.</summary>
    double? ReadTemperature(CancellationToken cancellation);

    /// <summary>How many scans the instrument joins to one spectrum. Counts stay those of one scan.</summary>
    void SetScansToAverage(int scans, CancellationToken cancellation) => throw Lacks("average scans");

    /// <summary>Half width of the instrument's own smoothing, pixels; 0 switches it off.</summary>
    void SetBoxcar(int halfWidth, CancellationToken cancellation) => throw Lacks("smooth");

    /// <summary>Trigger mode, by the instrument's own number; 0 is free-running.</summary>
    void SetTriggerMode(int mode, CancellationToken cancellation) => throw Lacks("be triggered");

    /// <summary>Cools the detector to <paramref name="celsius"/>, or switches the cooler off with null.</summary>
    void SetDetectorTarget(double? celsius, CancellationToken cancellation) => throw Lacks("cool its detector");

    /// <summary>Whether the cooled detector has reached its target; null where it is not cooled.</summary>
    bool? IsDetectorStable(CancellationToken cancellation) => null;

    /// <summary>Whether the interlock lets the laser fire; null where the instrument does not say.</summary>
    bool? IsInterlockClosed(CancellationToken cancellation) => null;

    /// <summary>
    /// Has the instrument switch its laser off by itself after so long without a word from the host. Zero switches the watchdog off.
    /// </summary>
    void SetLaserWatchdog(TimeSpan time, CancellationToken cancellation) => throw Lacks("watch over its laser");

    /// <summary>The exception for a capability that is not there.</summary>
    InstrumentException Lacks(string what) => new($"Expected an instrument that can {what}, a {Info.Model} cannot.");
}
