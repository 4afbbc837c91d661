using System.Globalization;
using System.Text;

namespace RoverRaman.Instruments.Cobolt;

/// <summary>
/// Cobolt (HUBNER Photonics) lasers, 04 series: 115200 8-N-1, ASCII, case-sensitive, each command ended by CR, each reply by CR (LF may
/// follow). The laser never speaks first.
/// <code>
/// sn?   serial number            l?   1 on, 0 off                 f?   fault: 0 none 1 temperature 3 interlock 4 constant power
/// ilk?  interlock: 0 ok, 1 open  l1   on       l0  off            cf   clear the fault
/// p?    power set, W             p W  set the power               pa?  power measured, W
/// i?    current, mA              hrs? hours                       gom? state: 0 off 1 key 2 continuous 3,4 modulated 5 fault 6 aborted
/// </code>
/// A setter answers OK. Source: owner's manual 0401-D0105-A; github.com/cobolt-lasers/pycobolt.
/// </summary>
public static class CoboltProtocol
{
    /// <summary>Ends every line.</summary>
    public const byte End = (byte)'\r';

    /// <summary>Rate of the RS-232 port.</summary>
    public const int Baud = 115200;

    /// <summary>Longest reply that is believed.</summary>
    public const int LongestReply = 80;

    /// <summary>Reply of a setter.</summary>
    public const string Done = "OK";

    /// <summary>Asks for the serial number.</summary>
    public const string SerialNumber = "sn?";

    /// <summary>Asks for the interlock: 0 closed (ok), 1 open.</summary>
    public const string Interlock = "ilk?";

    /// <summary>Asks whether it is on.</summary>
    public const string State = "l?";

    /// <summary>Switches on.</summary>
    public const string On = "l1";

    /// <summary>Switches off.</summary>
    public const string Off = "l0";

    /// <summary>Asks for the fault number.</summary>
    public const string Fault = "f?";

    /// <summary>Clears the fault.</summary>
    public const string ClearFault = "cf";

    /// <summary>Asks for the power measured, W.</summary>
    public const string PowerMeasured = "pa?";

    /// <summary>Sets the power, W.</summary>
    public static string SetPower(double watts) => string.Create(CultureInfo.InvariantCulture, $"p {watts:0.0000}");

    /// <summary>A line as bytes.</summary>
    public static byte[] Encode(string line) => [.. Encoding.ASCII.GetBytes(line), End];

    /// <summary>What a fault number means.</summary>
    public static string DescribeFault(int number) => number switch
    {
        0 => "none",
        1 => "temperature",
        3 => "interlock open",
        4 => "constant power time-out",
        _ => "not in the manual",
    };
}
