using System.Buffers;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>
/// Health to and from MessagePack. Array of 8: kind (4), boot count, unix ms, time quality, uptime ms, head version, detector temperature
/// in 0.01 degrees Celsius or nil, [counters in the order of <see cref="HealthCounter"/>]. Counters that a newer sender added are skipped.
/// Three fields follow where at least one of them is known, each an integer or nil: hottest part of the board in 0.01 degrees Celsius, its power in mW,
/// drift of the instrument's check line in 0.001 cm-1.
/// </summary>
public static class HealthCodec
{
    /// <summary>Number of fields, the kind included.</summary>
    public const int Fields = 8;

    /// <summary>Number of fields with those of board and drift.</summary>
    public const int FieldsWithBoard = Fields + 3;

    /// <summary>Largest message in bytes: every number in its longest form.</summary>
    public const int MaxSize = 1 + 1 + 3 + 9 + 2 + 9 + 5 + 5 + 3 + 9 * HealthCounters.Count + 3 * 5;

    /// <summary>Writes <paramref name="record"/>. Allocates nothing.</summary>
    public static void Write(IBufferWriter<byte> output, in HealthRecord record)
    {
        var writer = new MessagePackWriter(output);
        bool withBoard = record.BoardCentiCelsius is not null || record.BoardMilliwatts is not null || record.DriftMilliWavenumbers is not null;
        writer.WriteArrayHeader(withBoard ? FieldsWithBoard : Fields);
        writer.Write((byte)MessageKind.Health);
        writer.Write(record.BootCount);
        writer.Write(record.UnixMilliseconds);
        writer.Write((byte)record.TimeQuality);
        writer.Write(record.UptimeMilliseconds);
        writer.Write(record.HeadVersion);
        WriteOptional(ref writer, record.DetectorCentiCelsius);
        writer.WriteArrayHeader(HealthCounters.Count);
        foreach (long value in record.Counters)
            writer.Write(value);
        if (withBoard)
        {
            WriteOptional(ref writer, record.BoardCentiCelsius);
            WriteOptional(ref writer, record.BoardMilliwatts);
            WriteOptional(ref writer, record.DriftMilliWavenumbers);
        }
        writer.Flush();
    }

    static void WriteOptional(ref MessagePackWriter writer, int? value)
    {
        if (value is { } number)
            writer.Write(number);
        else
            writer.WriteNil();
    }

    /// <summary>Reads one health message. Allocates nothing.</summary>
    /// <exception cref="WireFormatException">The bytes are not a health message.</exception>
    public static HealthRecord Read(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("health", message);
        int count = reader.BeginMessage(MessageKind.Health, Fields);
        var record = new HealthRecord
        {
            BootCount = reader.ReadUInt16("boot_count"),
            UnixMilliseconds = reader.ReadInteger("unix_ms", long.MinValue, long.MaxValue),
            TimeQuality = (TimeQuality)reader.ReadByte("time_quality"),
            UptimeMilliseconds = reader.ReadInteger("uptime_ms", 0, long.MaxValue),
            HeadVersion = reader.ReadUInt32("head_version"),
            DetectorCentiCelsius = (int?)reader.ReadOptionalInteger("detector_centi_celsius", int.MinValue, int.MaxValue),
        };
        int counters = reader.ReadArrayHeader("counters");
        for (int i = 0; i < counters; i++)
        {
            long value = reader.ReadInteger("counter", 0, long.MaxValue);
            if (i < HealthCounters.Count)
                record.Counters[i] = value;
        }
        bool withBoard = count >= FieldsWithBoard;
        if (withBoard)
        {
            record.BoardCentiCelsius = (int?)reader.ReadOptionalInteger("board_centi_celsius", int.MinValue, int.MaxValue);
            record.BoardMilliwatts = (int?)reader.ReadOptionalInteger("board_milliwatts", int.MinValue, int.MaxValue);
            record.DriftMilliWavenumbers = (int?)reader.ReadOptionalInteger("drift_milli_wavenumbers", int.MinValue, int.MaxValue);
        }
        reader.EndMessage(count, withBoard ? FieldsWithBoard : Fields);
        return record;
    }
}
