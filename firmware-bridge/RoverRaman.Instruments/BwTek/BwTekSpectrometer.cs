using System.Diagnostics;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.BwTek;

/// <summary>
/// A B&amp;W Tek BTC100 or BTC110-S. Scans are read in ASCII mode, which shows lost and doubled bytes, or in the shorter binary mode, which
/// does not. It stores no wavelengths and switches no laser.
/// </summary>
public sealed class BwTekSpectrometer : ISpectrometer
{
    static readonly byte[] TakeScan = BwTekProtocol.Command('S');
    static readonly int[] SearchOrder = [115200, 9600];
    readonly InstrumentLink _link;
    readonly SpectrumReader _reader;
    readonly byte[] _line = new byte[32];
    TimeSpan _integrationTime;
    int _scans = 1;

    BwTekSpectrometer(InstrumentLink link, bool binary)
    {
        _link = link;
        _reader = binary ? new BwTekBinaryReader() : new BwTekAsciiReader();
    }

    /// <inheritdoc/>
    public SpectrometerInfo Info { get; } = new("BTC", "", BwTekProtocol.Pixels, 65535, [],
        TimeSpan.FromMilliseconds(BwTekProtocol.ShortestMilliseconds), TimeSpan.FromMilliseconds(BwTekProtocol.LongestMilliseconds));

    /// <inheritdoc/>
    public LinkCounters Counters => _link.Count(_reader);

    /// <inheritdoc/>
    public InstrumentCapabilities Capabilities => InstrumentCapabilities.IntegrationTime | InstrumentCapabilities.ScansToAverage;

    /// <summary>Finds the instrument and sets it up. Takes over the transport, also on failure.</summary>
    /// <param name="transport">The line.</param>
    /// <param name="baud">Wanted rate, or null: as it is found.</param>
    /// <param name="binary">Read scans in binary mode.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellation">Ends it.</param>
    public static BwTekSpectrometer Open(IByteTransport transport, int? baud, bool binary, SpectrometerOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var spectrometer = new BwTekSpectrometer(new InstrumentLink(transport, options), binary);
        try
        {
            spectrometer.Settle(baud, cancellation);
            if (binary)
                spectrometer.Command('b', null, cancellation);
            spectrometer.Command('A', 1, cancellation);
            spectrometer.SetIntegrationTime(options.IntegrationWithin(spectrometer.Info), cancellation);
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
        var milliseconds = (int)Math.Round(time.TotalMilliseconds);
        Command('I', milliseconds, cancellation);
        _integrationTime = TimeSpan.FromMilliseconds(milliseconds);
    }

    /// <inheritdoc/>
    public FrameInfo Acquire(Span<float> counts, CancellationToken cancellation)
    {
        if (counts.Length != BwTekProtocol.Pixels)
            throw new ArgumentException($"Expected room for {BwTekProtocol.Pixels} pixels, found {counts.Length}.", nameof(counts));
        _reader.DropAll();
        // Whether S is echoed like other commands is not known; the reader passes over an echo, which holds no byte that starts a scan.
        _link.Send(TakeScan, cancellation);
        _link.ReadSpectrum(_reader, _integrationTime * _scans, cancellation);
        _reader.Counts.CopyTo(counts);
        return new FrameInfo(Stopwatch.GetTimestamp(), _integrationTime, _scans);
    }

    /// <inheritdoc/>
    public void SetExcitation(bool on, CancellationToken cancellation)
    {
        if (on)
            throw new InstrumentException("Expected an instrument that switches a laser, a BTC does not; set excitation to external.");
    }

    /// <inheritdoc/>
    public double? ReadTemperature(CancellationToken cancellation) => null;

    /// <inheritdoc/>
    public void SetScansToAverage(int scans, CancellationToken cancellation)
    {
        if (scans is < 1 or > 1000)
            throw new InstrumentException($"Expected 1 to 1000 scans to average, found {scans}.");
        Command('A', scans, cancellation);
        _scans = scans;
    }

    /// <inheritdoc/>
    public void Dispose() => _link.Dispose();

    void Settle(int? wanted, CancellationToken cancellation)
    {
        if (_link.Transport is not ISerialLine line)
        {
            Command('a', null, cancellation);
            return;
        }
        var rates = SearchOrder.Where(rate => rate != line.Baud).Prepend(line.Baud).ToArray();
        foreach (var rate in rates)
        {
            if (line.Baud != rate)
                line.SetBaud(rate);
            if (!Answers(cancellation))
                continue;
            if (wanted is { } baud && baud != rate)
                Change(line, baud, cancellation);
            return;
        }
        throw new TimeoutException($"{line.Name}: expected a B&W Tek BTC, none answered at {string.Join(", ", rates)} baud. Is it on, and are RX and TX crossed?");
    }

    bool Answers(CancellationToken cancellation)
    {
        try
        {
            Command('a', null, cancellation);
            return true;
        }
        catch (Exception error) when (error is TimeoutException or InstrumentException)
        {
            return false;
        }
    }

    // The last byte of the ACK arrives mangled, because the rate changes under it: only the answer at the new rate counts.
    void Change(ISerialLine line, int baud, CancellationToken cancellation)
    {
        var code = BwTekProtocol.Rates.ToList().IndexOf(baud);
        if (code < 0)
            throw new InstrumentException($"{line.Name}: expected one of {string.Join(", ", BwTekProtocol.Rates)} baud, found {baud}.");
        var old = line.Baud;
        _link.Send(BwTekProtocol.Command('K', code), cancellation);
        if (cancellation.WaitHandle.WaitOne(_link.WireTime(16) + TimeSpan.FromMilliseconds(20)))
            cancellation.ThrowIfCancellationRequested();
        line.SetBaud(baud);
        _link.MarkUnsure();
        if (Answers(cancellation))
            return;
        line.SetBaud(old);
        throw new InstrumentException($"{line.Name}: expected the instrument to go from {old} to {baud} baud, it does not answer there.");
    }

    void Command(char letter, int? value, CancellationToken cancellation)
    {
        var command = BwTekProtocol.Command(letter, value);
        _link.Send(command, cancellation);
        ReadAcknowledgement(command.AsSpan(0, command.Length - 1), cancellation);
    }

    void ReadAcknowledgement(ReadOnlySpan<byte> echo, CancellationToken cancellation)
    {
        ReadLine(echo, cancellation);
        ReadLine(BwTekProtocol.Acknowledgement[..^2], cancellation);
    }

    void ReadLine(ReadOnlySpan<byte> expected, CancellationToken cancellation)
    {
        var length = _link.ReadLine(_line, (byte)'\n', TimeSpan.Zero, cancellation);
        var line = _line.AsSpan(0, length).TrimEnd((byte)'\r');
        if (!line.SequenceEqual(expected))
            throw _link.Refused($"expected \"{System.Text.Encoding.ASCII.GetString(expected)}\" in answer to the command, found {Convert.ToHexString(line)}. Is it a B&W Tek BTC?");
    }
}
