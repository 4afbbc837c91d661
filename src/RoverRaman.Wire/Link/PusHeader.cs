using System.Buffers.Binary;

namespace RoverRaman.Wire;

/// <summary>
/// Secondary headers of PUS-C (ECSS-E-ST-70-41C, sections 7.4.3 and 7.4.4). Telecommand, 5 bytes: version 2 and acknowledgement flags,
/// service, subtype, source. Telemetry, 14 bytes: version 2 and time reference, service, subtype, message counter, destination, CDS short
/// time of 7 bytes (CCSDS 301.0-B: P-field 40, days since 1958, ms of the day).
/// </summary>
/// <param name="Service">Service type.</param>
/// <param name="Subtype">Message subtype.</param>
public readonly record struct PusHeader(byte Service, byte Subtype)
{
    /// <summary>Bytes of a telecommand's header.</summary>
    public const int CommandSize = 5;

    /// <summary>Bytes of a telemetry packet's header.</summary>
    public const int TelemetrySize = 14;

    /// <summary>Acceptance, start, progress and completion are all to be reported.</summary>
    public const byte AllReports = 0x0f;

    const byte Version = 2;
    const byte CdsShort = 0x40;
    const long MillisecondsPerDay = 86_400_000;
    const int DaysFrom1958To1970 = 4383;

    /// <summary>What a product or message is in PUS: reports 3, events 5, verification 1, functions 8, test 17.</summary>
    public static PusHeader Of(ReadOnlySpan<byte> unit) => WireMessage.KindOf(unit) switch
    {
        MessageKind.LinkCommand => new(8, 1),
        MessageKind.LinkReport => new(8, 1),
        _ when unit.Length > 0 && unit[0] == ProductUnit.MessageTag => OfMessage(unit[1..]),
        _ => new(3, 25),
    };

    /// <summary>Writes a telecommand's header.</summary>
    public void WriteCommand(Span<byte> output, byte reports = AllReports, ushort source = 0)
    {
        output[0] = (byte)(Version << 4 | reports & 0x0f);
        (output[1], output[2]) = (Service, Subtype);
        BinaryPrimitives.WriteUInt16BigEndian(output[3..], source);
    }

    /// <summary>Writes a telemetry packet's header.</summary>
    public void WriteTelemetry(Span<byte> output, ushort counter, long unixMilliseconds, ushort destination = 0)
    {
        output[0] = Version << 4;
        (output[1], output[2]) = (Service, Subtype);
        BinaryPrimitives.WriteUInt16BigEndian(output[3..], counter);
        BinaryPrimitives.WriteUInt16BigEndian(output[5..], destination);
        output[7] = CdsShort;
        long time = Math.Max(unixMilliseconds, 0);
        BinaryPrimitives.WriteUInt16BigEndian(output[8..], (ushort)(time / MillisecondsPerDay + DaysFrom1958To1970));
        BinaryPrimitives.WriteUInt32BigEndian(output[10..], (uint)(time % MillisecondsPerDay));
    }

    /// <summary>Reads either header.</summary>
    /// <exception cref="WireFormatException">Too short, or another version.</exception>
    public static PusHeader Read(ReadOnlySpan<byte> data, bool isCommand)
    {
        int size = isCommand ? CommandSize : TelemetrySize;
        if (data.Length < size || data[0] >> 4 != Version)
            throw new WireFormatException($"PUS header: expected {size} bytes of version {Version}, found {(data.IsEmpty ? "none" : $"{data.Length} of version {data[0] >> 4}")}.");
        return new(data[1], data[2]);
    }

    /// <summary>Time of a telemetry packet's header, ms since 1970.</summary>
    public static long ReadTime(ReadOnlySpan<byte> data) =>
        (BinaryPrimitives.ReadUInt16BigEndian(data[8..]) - (long)DaysFrom1958To1970) * MillisecondsPerDay + BinaryPrimitives.ReadUInt32BigEndian(data[10..]);

    static PusHeader OfMessage(ReadOnlySpan<byte> rest)
    {
        if (!VarInt.TryRead(ref rest, out _))
            return new(3, 25);
        return WireMessage.KindOf(rest) switch
        {
            MessageKind.CommandReply => new(1, 7),
            MessageKind.FollowUp => new(5, 1),
            _ => new(3, 25),
        };
    }
}
