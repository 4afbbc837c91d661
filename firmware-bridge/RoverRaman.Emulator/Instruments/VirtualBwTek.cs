using System.Globalization;
using System.Text;
using RoverRaman.Instruments;
using RoverRaman.Instruments.BwTek;

namespace RoverRaman.Emulator;

/// <summary>
/// A B&amp;W Tek BTC100 or BTC110-S. It has no command for a laser: whoever holds the sample switches it, so that every scan plays one. After
/// a change of the rate the last byte of the ACK is mangled, as its users report.
/// </summary>
/// <param name="detector">Its detector, 2,048 pixels.</param>
/// <param name="player">What passes under its laser.</param>
/// <param name="baud">Rate at power-up.</param>
public sealed class VirtualBwTek(Detector detector, SpectrumPlayer player, int baud = 9600) : EmulatedInstrument(detector, player, baud)
{
    readonly RequestBuffer _requests = new();
    bool _binary;
    int _milliseconds = 50, _scans = 1;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Errors { get; } = [];

    /// <inheritdoc/>
    public override IEnumerable<VirtualReply> Receive(ReadOnlyMemory<byte> bytes)
    {
        _requests.Add(bytes);
        while (_requests.TakeLine((byte)'\n') is { } line)
        {
            var command = line.TrimEnd('\r');
            if (command == "S")
                yield return Acknowledge(command); // at once; the scan follows when it is done
            if (command.Length > 0 && Answer(command) is { } reply)
                yield return reply;
        }
    }

    // Null where nothing is said: what the instrument does with an unknown letter was not found.
    VirtualReply? Answer(string command)
    {
        Requests++;
        switch (command[0])
        {
            case 'a' or 'b' when command.Length == 1:
                _binary = command[0] == 'b';
                return Acknowledge(command);
            case 'Q' when command.Length == 1:
                (_binary, _milliseconds, _scans) = (false, 50, 1);
                return Acknowledge(command);
            case 'S' when command.Length == 1:
                return Expose(TimeSpan.FromMilliseconds(_milliseconds), lit: true, Encode, _scans);
            case 'A' when Number(command, 1, 1000) is { } scans:
                _scans = scans;
                return Acknowledge(command);
            case 'I' when Number(command, BwTekProtocol.ShortestMilliseconds, BwTekProtocol.LongestMilliseconds) is { } milliseconds:
                _milliseconds = milliseconds;
                return Acknowledge(command);
            case 'K' when Number(command, 0, BwTekProtocol.Rates.Count - 1) is { } code:
                return ChangeBaud(command, BwTekProtocol.Rates[code]);
            default:
                return null;
        }
    }

    VirtualReply ChangeBaud(string command, int rate)
    {
        var reply = Acknowledge(command);
        if (rate != Baud)
            reply.Bytes[^1] |= 0x80;
        Baud = rate;
        return reply;
    }

    byte[] Encode(int[] counts)
    {
        ushort[] pixels = [.. counts.Select(count => (ushort)count)];
        var bytes = new byte[_binary ? DeltaCompression.LongestLength(BwTekProtocol.BinaryValues) : BwTekProtocol.AsciiScanLength];
        var length = _binary ? BwTekProtocol.EncodeBinary(pixels, bytes) : BwTekProtocol.EncodeAscii(pixels, bytes);
        return bytes[..length];
    }

    static VirtualReply Acknowledge(string command) =>
        new(BwTekProtocol.Reply(Encoding.ASCII.GetBytes(command)), TimeSpan.Zero) { Kind = ReplyKind.Setting };

    static int? Number(string command, int minimum, int maximum) =>
        int.TryParse(command.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum ? value : null;
}
