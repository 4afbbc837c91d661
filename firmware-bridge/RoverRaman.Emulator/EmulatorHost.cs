using System.Diagnostics;
using RoverRaman.Instruments;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Emulator;

/// <summary>Puts a virtual instrument on a line: reads requests, lets it work, sends replies at the line's pace.</summary>
/// <param name="sts">The instrument.</param>
/// <param name="options">How the line behaves.</param>
public sealed class EmulatorHost(VirtualSts sts, HostOptions options)
{
    const int BitsPerByte = 10;
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100), WriteLimit = TimeSpan.FromSeconds(30), Grace = TimeSpan.FromSeconds(3);

    /// <summary>Serves one line until it goes down, is cancelled, or every wanted spectrum was played and read.</summary>
    /// <returns>True when the work is done, false when only the other end has gone.</returns>
    public bool Serve(IByteTransport line, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(line);
        var buffer = new byte[4096];
        var lastHeard = Stopwatch.GetTimestamp();
        try
        {
            while (true)
            {
                var count = line.Read(buffer, Look, cancellation);
                if (count > 0)
                    lastHeard = Stopwatch.GetTimestamp();
                else if (sts.Finished && LastWasRead(line, lastHeard))
                    return true;
                Garble(line, buffer.AsSpan(0, count), sts.Baud);
                if (!Answer(line, buffer.AsMemory(0, count), cancellation))
                    return true;
            }
        }
        catch (TransportLostException)
        {
            return sts.Finished;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    // False when the line is to go down.
    bool Answer(IByteTransport line, ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        var baud = sts.Baud;
        foreach (var clean in sts.Receive(request))
        {
            Pause(clean.Work, cancellation);
            var reply = options.Faults?.Apply(clean) ?? clean;
            if (reply.Played is { } played)
                options.OnPlayed?.Invoke(played);
            Garble(line, reply.Bytes, baud);
            Send(line, reply.Bytes, baud, cancellation);
            if (reply.HangUp)
                return false;
            baud = sts.Baud;
        }
        return true;
    }

    void Send(IByteTransport line, ReadOnlySpan<byte> bytes, int baud, CancellationToken cancellation)
    {
        if (!options.Paced)
        {
            line.Write(bytes, WriteLimit, cancellation);
            return;
        }
        // Fifty portions a second and never less than a byte; each leaves when its last bit would have.
        var portion = Math.Max(1, baud / BitsPerByte / 50);
        var start = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < bytes.Length;)
        {
            var next = Math.Min(bytes.Length, sent + portion);
            Pause(TimeSpan.FromSeconds((double)next * BitsPerByte / baud) - Stopwatch.GetElapsedTime(start), cancellation);
            line.Write(bytes[sent..next], WriteLimit, cancellation);
            sent = next;
        }
    }

    // At different rates at its two ends a line carries rubbish.
    void Garble(IByteTransport line, Span<byte> bytes, int baud)
    {
        if (!options.Paced || line is not PtyMaster pty || pty.PeerBaud == baud)
            return;
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(bytes[i] >> 1 | 0x80);
    }

    static bool LastWasRead(IByteTransport line, long lastHeard) =>
        line is PtyMaster { PeerPresent: false } || Stopwatch.GetElapsedTime(lastHeard) > Grace;

    static void Pause(TimeSpan time, CancellationToken cancellation)
    {
        if (time > TimeSpan.Zero && cancellation.WaitHandle.WaitOne(time))
            cancellation.ThrowIfCancellationRequested();
    }
}
