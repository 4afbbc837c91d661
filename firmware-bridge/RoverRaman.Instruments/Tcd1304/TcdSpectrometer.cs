using System.Diagnostics;

namespace RoverRaman.Instruments.Tcd1304;

/// <summary>
/// A TCD1304 board with E. Rossel's firmware. It cannot be identified: it answers one command, with a spectrum. It stores nothing and
/// switches no laser.
/// </summary>
public sealed class TcdSpectrometer : ISpectrometer
{
    // Fills up what the firmware's 12-byte ring may hold of a damaged command.
    static readonly byte[] Padding = new byte[TcdCommand.Length];
    readonly InstrumentLink _link;
    readonly TcdSpectrumReader _reader = new();
    readonly TcdGeneration _generation;
    readonly byte[] _request = new byte[TcdCommand.Length];
    TcdCommand _command;
    int _scans = 1;
    bool _resynchronise;

    TcdSpectrometer(InstrumentLink link, TcdGeneration generation)
    {
        _link = link;
        _generation = generation;
    }

    /// <inheritdoc/>
    public SpectrometerInfo Info { get; } = new("TCD1304", "", TcdCommand.Values, TcdCommand.MaximumValue, [],
        TimeSpan.FromMicroseconds(10), TimeSpan.FromSeconds(100))
    {
        // Values 16 to 28 of the read-out are the shielded pixels (TCD1304 data sheet: dummy D16 to D28).
        DarkPixels = [.. Enumerable.Range(16, 13)],
    };

    /// <inheritdoc/>
    public LinkCounters Counters => _link.Count(_reader);

    /// <inheritdoc/>
    public InstrumentCapabilities Capabilities =>
        InstrumentCapabilities.IntegrationTime | (_generation == TcdGeneration.Later ? InstrumentCapabilities.ScansToAverage : 0);

    /// <summary>Takes over the transport and takes one spectrum, which is all that shows that a board is there; also on failure.</summary>
    public static TcdSpectrometer Open(IByteTransport transport, TcdGeneration generation, SpectrometerOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var spectrometer = new TcdSpectrometer(new InstrumentLink(transport, options), generation);
        try
        {
            spectrometer.SetIntegrationTime(options.IntegrationWithin(spectrometer.Info), cancellation);
            spectrometer._resynchronise = true;
            _ = spectrometer.Acquire(new float[TcdCommand.Values], cancellation);
            return spectrometer;
        }
        catch
        {
            spectrometer.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void SetIntegrationTime(TimeSpan time, CancellationToken cancellation)
    {
        if (time < Info.MinimumIntegration || time > Info.MaximumIntegration)
            throw new InstrumentException($"Expected an integration time of {Info.MinimumIntegration.TotalMilliseconds} to {Info.MaximumIntegration.TotalMilliseconds} ms, found {time.TotalMilliseconds} ms.");
        _command = TcdCommand.Single(time, _generation, _scans);
    }

    /// <inheritdoc/>
    public FrameInfo Acquire(Span<float> counts, CancellationToken cancellation)
    {
        if (counts.Length != TcdCommand.Values)
            throw new ArgumentException($"Expected room for {TcdCommand.Values} values, found {counts.Length}.", nameof(counts));
        _reader.DropAll();
        if (_resynchronise)
            _link.Tell(Padding, cancellation);
        _resynchronise = true;
        _command.Encode(_request);
        _link.Send(_request, cancellation);
        _link.ReadSpectrum(_reader, _command.Work * _scans, cancellation);
        _resynchronise = false;
        _reader.Counts.CopyTo(counts);
        return new FrameInfo(Stopwatch.GetTimestamp(), _command.IntegrationTime, _scans);
    }

    /// <inheritdoc/>
    public void SetExcitation(bool on, CancellationToken cancellation)
    {
        if (on)
            throw new InstrumentException("Expected an instrument that switches a laser, a TCD1304 board does not; set excitation to external.");
    }

    /// <inheritdoc/>
    public double? ReadTemperature(CancellationToken cancellation) => null;

    /// <inheritdoc/>
    public void SetScansToAverage(int scans, CancellationToken cancellation)
    {
        if (scans is < 1 or > 15 || (_generation == TcdGeneration.First && scans != 1))
            throw new InstrumentException($"Expected {(_generation == TcdGeneration.First ? "1 scan with first-generation firmware" : "1 to 15 scans")}, found {scans}.");
        _scans = scans;
        _command = TcdCommand.Single(_command.IntegrationTime, _generation, scans);
    }

    /// <inheritdoc/>
    public void Dispose() => _link.Dispose();
}
