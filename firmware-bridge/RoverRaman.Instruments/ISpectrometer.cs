namespace RoverRaman.Instruments;

/// <summary>A spectrometer that is connected and identified.</summary>
public interface ISpectrometer : IDisposable
{
    /// <summary>What it is.</summary>
    SpectrometerInfo Info { get; }

    /// <summary>Counters of the link since it was opened.</summary>
    LinkCounters Counters { get; }

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
}
