using System.Buffers.Binary;

namespace RoverRaman.Instruments.Tcd1304;

/// <summary>
/// The one command of E. Rossel's TCD1304 boards (STM32F401, USART2, 115200 8-N-1):
/// <code>
/// off size field
///   0    2  45 52 ("ER")
///   2    4  SH period, most significant byte first, ticks of 0.5 us: the integration time
///   6    4  ICG period, ticks; a whole multiple of SH, at least 14776 (7.4 ms)
///  10    1  first firmware: 1 = send a reply; later: 0 single, 1 continuous
///  11    1  first firmware: unused; later: scans averaged
/// reply: 3694 x u16, least significant byte first, 12 bits used; no header, no checksum. Dark is high: the CCD's output falls with light.
/// </code>
/// Source: github.com/esbenrossel/tcd1304_firmware_uart at 423e1ae; tcd1304.wordpress.com.
/// </summary>
/// <param name="Shutter">SH period, ticks.</param>
/// <param name="Gate">ICG period, ticks.</param>
/// <param name="Tenth">Byte 10.</param>
/// <param name="Eleventh">Byte 11.</param>
public readonly record struct TcdCommand(uint Shutter, uint Gate, byte Tenth, byte Eleventh)
{
    /// <summary>Bytes of a command.</summary>
    public const int Length = 12;

    /// <summary>Values in a reply: pixels and dummies.</summary>
    public const int Values = 3694;

    /// <summary>Bytes of a reply.</summary>
    public const int ReplyLength = 2 * Values;

    /// <summary>Largest value of the 12-bit converter.</summary>
    public const ushort MaximumValue = 4095;

    /// <summary>Ticks in a microsecond: the master clock has 2 MHz.</summary>
    public const int TicksPerMicrosecond = 2;

    /// <summary>Shortest SH period, ticks.</summary>
    public const uint ShortestShutter = 20;

    /// <summary>Shortest ICG period, ticks: the time to clock all pixels out.</summary>
    public const uint ShortestGate = 14776;

    /// <summary>One spectrum of the given integration time.</summary>
    /// <param name="time">Integration time; at least 10 us.</param>
    /// <param name="generation">Firmware.</param>
    /// <param name="scans">Scans averaged by later firmware, 1..15.</param>
    public static TcdCommand Single(TimeSpan time, TcdGeneration generation, int scans = 1)
    {
        var shutter = Math.Max(ShortestShutter, (uint)Math.Round(time.TotalMicroseconds * TicksPerMicrosecond));
        var gate = (ShortestGate + shutter - 1) / shutter * shutter;
        return generation == TcdGeneration.First ? new TcdCommand(shutter, gate, 1, 0) : new TcdCommand(shutter, gate, 0, (byte)scans);
    }

    /// <summary>Integration time.</summary>
    public TimeSpan IntegrationTime => TimeSpan.FromMicroseconds((double)Shutter / TicksPerMicrosecond);

    /// <summary>Time from the command to the first byte of the reply: at most two ICG periods.</summary>
    public TimeSpan Work => TimeSpan.FromMicroseconds(2.0 * Gate / TicksPerMicrosecond);

    /// <summary>Writes the command.</summary>
    public void Encode(Span<byte> destination)
    {
        destination[0] = (byte)'E';
        destination[1] = (byte)'R';
        BinaryPrimitives.WriteUInt32BigEndian(destination[2..], Shutter);
        BinaryPrimitives.WriteUInt32BigEndian(destination[6..], Gate);
        destination[10] = Tenth;
        destination[11] = Eleventh;
    }

    /// <summary>Reads a command as the firmware does: it must start with ER, and its periods must fit each other.</summary>
    public static DecodeResult Decode(ReadOnlySpan<byte> bytes, out TcdCommand command)
    {
        command = default;
        if ((bytes.Length > 0 && bytes[0] != 'E') || (bytes.Length > 1 && bytes[1] != 'R'))
            return DecodeResult.NotAMessage;
        if (bytes.Length < Length)
            return DecodeResult.NeedMore;
        command = new TcdCommand(BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[6..]), bytes[10], bytes[11]);
        return command.Shutter >= ShortestShutter && command.Gate >= ShortestGate && command.Gate % command.Shutter == 0
            ? DecodeResult.Message
            : DecodeResult.NotAMessage;
    }
}
