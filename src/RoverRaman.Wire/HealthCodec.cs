using System.Buffers;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>
/// Health to and from MessagePack. Array of 8: kind (4), boot count, unix ms, time quality, uptime ms, head version, detector temperature
/// in 0.01 degrees Celsius or nil, [counters in the order of <see cref="HealthCounter"/>]. Counters that a newer sender added are skipped.
/// </summary>
public static class HealthCodec
{
    /// <summary>Number of fields, the kind included.</summary>
    public const int Fields = 8;

    /// <summary>Largest message in bytes: every number in its longest form.</summary>
    public const int MaxSize = 1 + 1 + 3 + 9 + 2 + 9 + 5 + 5 + 3 + 9 * HealthCounters.Count;

    /// <summary>Writes <paramref name="record"/>. Allocates nothing.</summary>
    public static void Write(IBufferWriter<byte> output, in HealthRecord record)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields);
        writer.Write((byte)MessageKind.Health);
        writer.Write(record.BootCount);
        writer.Write(record.UnixMilliseconds);
        writer.Write((byte)record.TimeQuality);
        writer.Write(record.UptimeMilliseconds);
        writer.Write(record.HeadVersion);
        if (record.DetectorCentiCelsius is { } temperature)
            writer.Write(temperature);
        else
            writer.WriteNil();
        writer.WriteArrayHeader(HealthCounters.Count);
        foreach (long value in record.Counters)
            writer.Write(value);
        writer.Flush();
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
        reader.EndMessage(count, Fields);
        return record;
    }
}
