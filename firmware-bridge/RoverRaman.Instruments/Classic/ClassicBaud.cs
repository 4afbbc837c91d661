namespace RoverRaman.Instruments.Classic;

/// <summary>Codes of the baud rates for command K. 57600 is the USB2000's, 230400 the USB4000's.</summary>
public static class ClassicBaud
{
    static readonly int[] Rates = [2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400];

    /// <summary>Rate at power-up.</summary>
    public const int PowerUp = 9600;

    /// <summary>Time between the two K commands of a change; the data sheet asks for more than 50 ms.</summary>
    public static TimeSpan Settling { get; } = TimeSpan.FromMilliseconds(60);

    /// <summary>Order in which a silent instrument is looked for.</summary>
    public static IReadOnlyList<int> SearchOrder { get; } = [9600, 115200, 57600, 38400, 19200, 230400];

    /// <summary>The code of a rate, or null where the model has none.</summary>
    public static ushort? Code(int baud, ClassicModel model) =>
        Array.IndexOf(Rates, baud) is var code and >= 0 && (code != 5 || model == ClassicModel.Usb2000) && (code != 7 || model == ClassicModel.Usb4000)
            ? (ushort)code
            : null;

    /// <summary>The rate of a code, or null.</summary>
    public static int? Rate(ushort code, ClassicModel model) =>
        code < Rates.Length && Code(Rates[code], model) is not null ? Rates[code] : null;
}
