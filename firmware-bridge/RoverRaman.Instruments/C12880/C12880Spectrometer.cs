using System.Diagnostics;

namespace RoverRaman.Instruments.C12880;

/// <summary>A C12880MA behind an Arduino sketch: free-running, or asked for each spectrum. It stores nothing and switches no laser.</summary>
public sealed class C12880Spectrometer : ISpectrometer
{
    readonly InstrumentLink _link;
    readonly C12880LineReader _reader;
    readonly bool _commanded;
    TimeSpan _integrationTime;

    C12880Spectrometer(InstrumentLink link, bool commanded, TimeSpan integrationTime)
    {
        _link = link;
        _commanded = commanded;
        _reader = new C12880LineReader(freeRunning: !commanded);
        _integrationTime = integrationTime;
    }

    /// <inheritdoc/>
    public SpectrometerInfo Info { get; } = new("C12880MA", "", C12880Protocol.Pixels, C12880Protocol.MaximumValue, [],
        TimeSpan.FromMicroseconds(11), TimeSpan.FromSeconds(60));

    /// <inheritdoc/>
    public LinkCounters Counters => _link.Count(_reader);

    /// <inheritdoc/>
    public InstrumentCapabilities Capabilities => _commanded ? InstrumentCapabilities.IntegrationTime : InstrumentCapabilities.None;

    /// <summary>Takes over the transport and waits for a first spectrum, which is usually saturated and thrown away; also on failure.</summary>
    public static C12880Spectrometer Open(IByteTransport transport, bool commanded, SpectrometerOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var spectrometer = new C12880Spectrometer(new InstrumentLink(transport, options), commanded, options.IntegrationTime);
        try
        {
            if (commanded)
                spectrometer.SetIntegrationTime(options.IntegrationWithin(spectrometer.Info), cancellation);
            _ = spectrometer.Acquire(new float[C12880Protocol.Pixels], cancellation);
            return spectrometer;
        }
        catch
        {
            spectrometer.Dispose();
            throw;
        }
    }

    /// <summary>Of a free-running sketch the time is what its source says; setting it here only tells this driver.</summary>
    public void SetIntegrationTime(TimeSpan time, CancellationToken cancellation)
    {
        if (_commanded && (time < Info.MinimumIntegration || time > Info.MaximumIntegration))
            throw new InstrumentException($"Expected an integration time of {Info.MinimumIntegration.TotalMilliseconds} to {Info.MaximumIntegration.TotalMilliseconds} ms, found {time.TotalMilliseconds} ms.");
        if (_commanded)
            _link.Tell(C12880Protocol.Integration(time), cancellation);
        _integrationTime = time;
    }

    /// <inheritdoc/>
    public FrameInfo Acquire(Span<float> counts, CancellationToken cancellation)
    {
        if (counts.Length != C12880Protocol.Pixels)
            throw new ArgumentException($"Expected room for {C12880Protocol.Pixels} pixels, found {counts.Length}.", nameof(counts));
        _reader.DropAll();
        if (_commanded)
            _link.Send(C12880Protocol.Read, cancellation);
        else
            _link.DiscardInput(); // a line that lies there was exposed before the excitation changed
        _link.ReadSpectrum(_reader, _commanded ? _integrationTime : 2 * _integrationTime, cancellation);
        _reader.Counts.CopyTo(counts);
        return new FrameInfo(Stopwatch.GetTimestamp(), _integrationTime);
    }

    /// <inheritdoc/>
    public void SetExcitation(bool on, CancellationToken cancellation)
    {
        if (on)
            throw new InstrumentException("Expected an instrument that switches a laser, a C12880MA sketch does not; set excitation to external.");
    }

    /// <inheritdoc/>
    public double? ReadTemperature(CancellationToken cancellation) => null;

    /// <inheritdoc/>
    public void Dispose() => _link.Dispose();
}
