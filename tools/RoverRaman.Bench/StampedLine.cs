using System.Diagnostics;
using RoverRaman.Instruments;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Bench;

/// <summary>A pty that notes when each reply of a spectrum's size is written: before the write, so that figures err to the long side.</summary>
sealed class StampedLine(PtyMaster line) : IByteTransport
{
    const int SmallestSpectrum = 1000;
    readonly List<long> _sent = [];

    public string Name => line.Name;

    public string Terminal => line.TerminalPath;

    public long SentAt(int index)
    {
        lock (_sent)
            return _sent[index];
    }

    public int Read(Span<byte> buffer, TimeSpan timeout, CancellationToken cancellation) => line.Read(buffer, timeout, cancellation);

    public void Write(ReadOnlySpan<byte> bytes, TimeSpan timeout, CancellationToken cancellation)
    {
        if (bytes.Length >= SmallestSpectrum)
            lock (_sent)
                _sent.Add(Stopwatch.GetTimestamp());
        line.Write(bytes, timeout, cancellation);
    }

    public int DiscardInput() => line.DiscardInput();

    public void Dispose() => line.Dispose();
}
