using System.Diagnostics;
using RoverRaman.Instruments;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Emulator;

/// <summary>Puts a virtual instrument on a line: reads requests, lets it work, sends replies at the line's pace.</summary>
/// <param name="instrument">The instrument.</param>
/// <param name="options">How the line behaves.</param>
public sealed class EmulatorHost(EmulatedInstrument instrument, HostOptions options)
{
    const int BitsPerByte = 10;
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100), WriteLimit = TimeSpan.FromSeconds(2), Grace = TimeSpan.FromSeconds(3);
    byte[] _held = [];

    /// <summary>After a hang-up: how long the line is to stay away.</summary>
    public TimeSpan Away { get; private set; }

    /// <summary>Serves one line until it goes down, is cancelled, or every wanted spectrum was played and read.</summary>
    /// <returns>True when the work is done, false when only the other end has gone or a fault took the line down.</returns>
    public bool Serve(IByteTransport line, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(line);
        var buffer = new byte[4096];
        var lastHeard = Stopwatch.GetTimestamp();
        _held = [];
        Away = TimeSpan.Zero;
        try
        {
            if (!SendAll(line, instrument.Connect(), instrument.Baud, cancellation))
                return instrument.Finished;
            while (true)
            {
                var unasked = instrument.Speak();
                var count = line.Read(buffer, unasked is null ? Look : TimeSpan.Zero, cancellation);
                if (count > 0)
                    lastHeard = Stopwatch.GetTimestamp();
                else if (instrument.Finished && LastWasRead(line, lastHeard))
                    return true;
                Garble(line, buffer.AsSpan(0, count), instrument.Baud);
                if (!SendAll(line, unasked is null ? [] : [unasked], instrument.Baud, cancellation) || !Answer(line, buffer.AsMemory(0, count), cancellation))
                    return instrument.Finished;
            }
        }
        catch (TransportLostException)
        {
            return instrument.Finished;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    bool Answer(IByteTransport line, ReadOnlyMemory<byte> request, CancellationToken cancellation) =>
        request.Length == 0 || SendAll(line, instrument.Receive(request), instrument.Baud, cancellation);

    // False when the line is to go down.
    bool SendAll(IByteTransport line, IEnumerable<VirtualReply> replies, int baud, CancellationToken cancellation)
    {
        foreach (var clean in replies)
        {
            if (!SendOne(line, clean, baud, cancellation))
                return false;
            baud = CheckBaud(baud);
        }
        // Also after a change that has no reply.
        _ = CheckBaud(baud);
        return true;
    }

    bool SendOne(IByteTransport line, VirtualReply clean, int baud, CancellationToken cancellation)
    {
        Pause(clean.Work, cancellation);
        var reply = options.Faults?.Apply(clean) ?? clean;
        Pause(reply.Delay, cancellation);
        if (reply.Played is { } played)
            options.OnPlayed?.Invoke(played);
        if (reply.Held)
        {
            _held = [.. _held, .. reply.Bytes];
            return true;
        }
        byte[] bytes = [.. _held, .. reply.Bytes];
        _held = [];
        Garble(line, bytes, baud);
        Send(line, bytes, baud, cancellation);
        if (reply.HangUp)
            Away = reply.Deaf;
        else
            HearNothing(line, reply.Deaf, cancellation);
        return !reply.HangUp;
    }

    int CheckBaud(int old)
    {
        if (instrument.Baud != old && options.Faults?.AllowsBaudChange() == false)
            instrument.KeepBaud(old);
        return instrument.Baud;
    }

    static void HearNothing(IByteTransport line, TimeSpan time, CancellationToken cancellation)
    {
        Span<byte> unheard = stackalloc byte[256];
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) is var passed && passed < time)
            _ = line.Read(unheard, time - passed, cancellation);
    }

    void Send(IByteTransport line, ReadOnlySpan<byte> bytes, int baud, CancellationToken cancellation)
    {
        if (!options.Paced)
        {
            Push(line, bytes, cancellation);
            return;
        }
        // Fifty portions a second and never less than a byte; each leaves when its last bit would have.
        var portion = Math.Max(1, baud / BitsPerByte / 50);
        var start = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < bytes.Length;)
        {
            var next = Math.Min(bytes.Length, sent + portion);
            Pause(TimeSpan.FromSeconds((double)next * BitsPerByte / baud) - Stopwatch.GetElapsedTime(start), cancellation);
            Push(line, bytes[sent..next], cancellation);
            sent = next;
        }
    }

    // A UART does not wait for a host that does not read: what finds no room is lost.
    static void Push(IByteTransport line, ReadOnlySpan<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            line.Write(bytes, WriteLimit, cancellation);
        }
        catch (TimeoutException)
        {
        }
    }

    // At different rates at its two ends a line carries rubbish.
    void Garble(IByteTransport line, Span<byte> bytes, int baud)
    {
        if (options.Paced && line is PtyMaster pty && pty.PeerBaud != baud)
            ActiveRule.AtAnotherRate(bytes).CopyTo(bytes);
    }

    static bool LastWasRead(IByteTransport line, long lastHeard) =>
        line is PtyMaster { PeerPresent: false } || Stopwatch.GetElapsedTime(lastHeard) > Grace;

    static void Pause(TimeSpan time, CancellationToken cancellation)
    {
        if (time > TimeSpan.Zero && cancellation.WaitHandle.WaitOne(time))
            cancellation.ThrowIfCancellationRequested();
    }
}
