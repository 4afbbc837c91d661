using System.Buffers.Binary;
using System.Diagnostics;

namespace RoverRaman.Instruments.MicroSpec;

/// <summary>A Chromation MicroSpec on its USB bridge. It stores no wavelengths and switches no laser.</summary>
public sealed class MicroSpecSpectrometer : ISpectrometer
{
    static readonly byte[] Capture = [(byte)MicroSpecCommand.CaptureFrame];
    readonly InstrumentLink _link;
    readonly MicroSpecFrameReader _reader;
    TimeSpan _integrationTime;

    MicroSpecSpectrometer(InstrumentLink link, int pixels)
    {
        _link = link;
        _reader = new MicroSpecFrameReader(pixels);
        Info = new SpectrometerInfo("MicroSpec", "", pixels, 65535, [], MicroSpecProtocol.Cycle, MicroSpecProtocol.Cycle * ushort.MaxValue);
    }

    /// <inheritdoc/>
    public SpectrometerInfo Info { get; }

    /// <inheritdoc/>
    public LinkCounters Counters => _link.Count(_reader);

    /// <inheritdoc/>
    public InstrumentCapabilities Capabilities => InstrumentCapabilities.IntegrationTime;

    /// <summary>Asks for the sensor's configuration and sets an exposure. Takes over the transport, also on failure.</summary>
    public static MicroSpecSpectrometer Open(IByteTransport transport, SpectrometerOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var spectrometer = new MicroSpecSpectrometer(new InstrumentLink(transport, options), options.Pixels ?? MicroSpecProtocol.Pixels);
        try
        {
            spectrometer.Ask(MicroSpecCommand.GetSensorConfig, [], cancellation);
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
        var cycles = (ushort)Math.Round(time / MicroSpecProtocol.Cycle);
        Span<byte> data = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(data, cycles);
        Ask(MicroSpecCommand.SetExposure, data, cancellation);
        _integrationTime = cycles * MicroSpecProtocol.Cycle;
    }

    /// <inheritdoc/>
    public FrameInfo Acquire(Span<float> counts, CancellationToken cancellation)
    {
        if (counts.Length != Info.PixelCount)
            throw new ArgumentException($"Expected room for {Info.PixelCount} pixels, found {counts.Length}.", nameof(counts));
        _reader.DropAll();
        _link.Send(Capture, cancellation);
        _link.ReadSpectrum(_reader, _integrationTime, cancellation);
        _reader.Counts.CopyTo(counts);
        return new FrameInfo(Stopwatch.GetTimestamp(), _integrationTime);
    }

    /// <inheritdoc/>
    public void SetExcitation(bool on, CancellationToken cancellation)
    {
        if (on)
            throw new InstrumentException("Expected an instrument that switches a laser, a MicroSpec does not; set excitation to external.");
    }

    /// <inheritdoc/>
    public double? ReadTemperature(CancellationToken cancellation) => null;

    /// <inheritdoc/>
    public void Dispose() => _link.Dispose();

    void Ask(MicroSpecCommand command, ReadOnlySpan<byte> data, CancellationToken cancellation)
    {
        Span<byte> request = stackalloc byte[1 + data.Length];
        request[0] = (byte)command;
        data.CopyTo(request[1..]);
        _link.Send(request, cancellation);
        Span<byte> reply = stackalloc byte[MicroSpecProtocol.ReplyLength(command)];
        // An error is told in the first two bytes, and nothing need follow them.
        _link.ReadExactly(reply[..2], TimeSpan.Zero, cancellation);
        if (reply[0] != MicroSpecProtocol.Good || reply[1] != MicroSpecProtocol.Good)
            throw _link.Refused($"{command} was answered with bridge status {reply[0]}, sensor status {reply[1]}; expected 0 and 0.", reply[1]);
        if (reply.Length > 2)
            _link.ReadExactly(reply[2..], TimeSpan.Zero, cancellation);
    }
}
