using System.Globalization;
using RoverRaman.Instruments.Cobolt;

namespace RoverRaman.Emulator;

/// <summary>A Cobolt laser of the 04 series: it lights nothing here, and answers as the manual says. It never speaks first.</summary>
/// <param name="detector">Not used by a laser.</param>
/// <param name="player">Not used by a laser.</param>
/// <param name="serialNumber">Its serial number.</param>
/// <param name="interlockOpen">Whether its interlock is open: it does not go on then, and reports fault 3.</param>
/// <param name="baud">Rate.</param>
public sealed class VirtualCobolt(Detector detector, SpectrumPlayer player, string serialNumber, bool interlockOpen = false, int baud = CoboltProtocol.Baud)
    : EmulatedInstrument(detector, player, baud)
{
    const string Unknown = "Syntax error: illegal command";
    const double LargestWatts = 0.1;
    readonly RequestBuffer _requests = new();
    bool _on;
    double _watts = 0.05;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Errors { get; } = [1];

    /// <summary>Whether it emits.</summary>
    public bool IsOn => _on;

    /// <inheritdoc/>
    public override IEnumerable<VirtualReply> Receive(ReadOnlyMemory<byte> bytes)
    {
        _requests.Add(bytes);
        while (_requests.TakeLine(CoboltProtocol.End) is { } line)
        {
            Requests++;
            var command = line.Trim('\n', ' ');
            yield return new VirtualReply(CoboltProtocol.Encode(Answer(command)), TimeSpan.Zero)
            {
                Kind = command.EndsWith('?') ? ReplyKind.Answer : ReplyKind.Setting,
                Refusal = _ => CoboltProtocol.Encode(Unknown),
                Errors = Errors,
            };
        }
    }

    string Answer(string command)
    {
        switch (command)
        {
            case CoboltProtocol.On:
                _on = !interlockOpen;
                return CoboltProtocol.Done;
            case CoboltProtocol.Off:
                _on = false;
                return CoboltProtocol.Done;
            case CoboltProtocol.ClearFault:
                return CoboltProtocol.Done;
            case CoboltProtocol.SerialNumber:
                return serialNumber;
            case CoboltProtocol.Interlock:
                return interlockOpen ? "1" : "0";
            case CoboltProtocol.State:
                return _on ? "1" : "0";
            case CoboltProtocol.Fault:
                return interlockOpen ? "3" : "0";
            case CoboltProtocol.PowerMeasured:
                return Number(_on ? _watts : 0);
            case "p?":
                return Number(_watts);
            case "i?":
                return Number(_on ? 900 : 0);
            case "hrs?":
                return "12.5";
            case "gom?":
                return interlockOpen ? "5" : _on ? "2" : "0";
            default:
                return SetPower(command);
        }
    }

    string SetPower(string command)
    {
        if (!command.StartsWith("p ", StringComparison.Ordinal)
            || !double.TryParse(command.AsSpan(2), NumberStyles.Float, CultureInfo.InvariantCulture, out var watts) || watts is not (>= 0 and <= LargestWatts))
            return Unknown;
        _watts = watts;
        return CoboltProtocol.Done;
    }

    static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
