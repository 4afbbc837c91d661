using System.Diagnostics;
using System.Globalization;
using System.Text;
using RoverRaman.Instruments.C12880;

namespace RoverRaman.Emulator;

/// <summary>
/// A Hamamatsu C12880MA on an Arduino: free-running (a line every exposure, no command) or commanded. The first reading after power-up is
/// saturated. There is no laser command: every line plays a sample.
/// </summary>
/// <param name="detector">Its detector, 288 pixels of 10 bits.</param>
/// <param name="player">What passes under its laser.</param>
/// <param name="freeRunning">Whether lines come unasked.</param>
/// <param name="baud">Rate.</param>
public sealed class VirtualC12880(Detector detector, SpectrumPlayer player, bool freeRunning, int baud = 115200)
    : EmulatedInstrument(detector, player, baud)
{
    static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(10);
    readonly RequestBuffer _requests = new();
    TimeSpan _time = TimeSpan.FromMilliseconds(10);
    bool _warm;
    long _spokeAt;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Errors { get; } = freeRunning ? [] : [1];

    /// <inheritdoc/>
    public override VirtualReply? Speak()
    {
        if (!freeRunning || (_spokeAt != 0 && Stopwatch.GetElapsedTime(_spokeAt) < Gap))
            return null;
        _spokeAt = Stopwatch.GetTimestamp();
        return Take();
    }

    /// <inheritdoc/>
    public override IEnumerable<VirtualReply> Receive(ReadOnlyMemory<byte> bytes)
    {
        if (freeRunning)
            yield break;
        _requests.Add(bytes);
        while (_requests.TakeLine((byte)'\n') is { } line)
            if (Answer(line.TrimEnd('\r')) is { } reply)
                yield return reply with { Refusal = _ => Unknown(line), Errors = Errors };
    }

    VirtualReply? Answer(string command)
    {
        Requests++;
        switch (command.Split(' ', 2))
        {
            case ["SPEC.READ?"]:
                return Take();
            case ["SPEC.TIMING?"]:
                return Text("0,0,0,0,0,0,0,0,0,0\n");
            case ["SPEC.INTEG", var seconds] when double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and < 60:
                _time = TimeSpan.FromSeconds(value);
                return null;
            default:
                return new VirtualReply(Unknown(command), TimeSpan.Zero);
        }
    }

    // The reading that a sensor gives before its first reset is full, whatever lies under it.
    VirtualReply Take()
    {
        if (_warm)
            return Expose(_time, lit: true, Encode);
        _warm = true;
        return new VirtualReply(Encode([.. Enumerable.Repeat(C12880Protocol.MaximumValue, Detector.PixelCount)]), TimeSpan.Zero);
    }

    byte[] Encode(int[] counts)
    {
        var bytes = new byte[C12880Protocol.LongestLine];
        var length = C12880Protocol.Encode([.. counts.Select(count => (ushort)count)], freeRunning, bytes);
        return bytes[..length];
    }

    static byte[] Unknown(string command) => Encoding.ASCII.GetBytes($"### Error: command '{command}' not recognized ###\n");

    static VirtualReply Text(string text) => new(Encoding.ASCII.GetBytes(text), TimeSpan.Zero);
}
