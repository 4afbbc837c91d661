using System.Diagnostics;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Captures;

/// <summary>A line that writes down, with the time, what crosses it. Owns the line and the file.</summary>
public class RecordingTransport : IByteTransport
{
    readonly IByteTransport _inner;
    readonly Stream _file;
    readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Begins a capture.</summary>
    protected RecordingTransport(IByteTransport inner, Stream file, string protocol)
    {
        _inner = inner;
        _file = file;
        CaptureFile.WriteStart(file, protocol);
    }

    /// <summary>Wraps a line; a serial one stays one, so that its rate can be searched and changed.</summary>
    public static IByteTransport Wrap(IByteTransport inner, Stream file, string protocol) =>
        inner is ISerialLine line ? new Serial(line, file, protocol) : new RecordingTransport(inner, file, protocol);

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan timeout, CancellationToken cancellation)
    {
        var count = _inner.Read(buffer, timeout, cancellation);
        if (count > 0)
            CaptureFile.Write(_file, fromInstrument: true, Stopwatch.GetElapsedTime(_start), buffer[..count]);
        return count;
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes, TimeSpan timeout, CancellationToken cancellation)
    {
        CaptureFile.Write(_file, fromInstrument: false, Stopwatch.GetElapsedTime(_start), bytes);
        _inner.Write(bytes, timeout, cancellation);
    }

    /// <summary>What is thrown away is written down too: a replay must know that it was there.</summary>
    public int DiscardInput()
    {
        Span<byte> scratch = stackalloc byte[512];
        var total = 0;
        while (Read(scratch, TimeSpan.Zero, CancellationToken.None) is var count && count > 0)
            total += count;
        return total;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inner.Dispose();
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    sealed class Serial(ISerialLine line, Stream file, string protocol) : RecordingTransport(line, file, protocol), ISerialLine
    {
        public int Baud => line.Baud;

        public void SetBaud(int baud) => line.SetBaud(baud);
    }
}
