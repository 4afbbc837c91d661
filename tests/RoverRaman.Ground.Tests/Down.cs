using System.Buffers;
using RoverRaman.Wire;

namespace RoverRaman.Ground.Tests;

/// <summary>Messages and files as a daemon would make them.</summary>
static class Down
{
    public static byte[] Bytes(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenSpan.ToArray();
    }

    public static byte[] Decision(uint sequence, ushort boot = 1, ushort classId = 0, uint? spectrum = null, ushort flags = 0, long time = 1_795_000_000_123)
    {
        var record = new DecisionRecord
        {
            Sequence = sequence,
            BootCount = boot,
            UnixMilliseconds = time,
            TimeQuality = TimeQuality.Synchronised,
            SpectrumId = spectrum ?? sequence,
            Action = TriageAction.SendSummary,
            QualityFlags = flags,
            BackboneId = 0xDEADBEEF,
            HeadVersion = 3,
            TopCount = 2,
        };
        record.Top[0] = new(classId, 9000);
        record.Top[1] = new(9, 512);
        return Bytes(output => DecisionCodec.Write(output, record));
    }

    public static byte[] Table() => Bytes(output => ClassTableCodec.Write(output, new ClassTable(3, 0xDEADBEEF, [new(0, "Quartz"), new(1, "Calcite")])));

    public static byte[] Health(int? boardCentiCelsius = null, int? boardMilliwatts = null, int? driftMilliWavenumbers = null)
    {
        var health = new HealthRecord
        {
            BootCount = 1,
            HeadVersion = 3,
            BoardCentiCelsius = boardCentiCelsius,
            BoardMilliwatts = boardMilliwatts,
            DriftMilliWavenumbers = driftMilliWavenumbers,
        };
        health.Counters[HealthCounter.SpectraDecided] = 4;
        health.Counters[HealthCounter.SlowReaderDrops] = 2;
        return Bytes(output => HealthCodec.Write(output, health));
    }

    public static byte[] Journal(params IEnumerable<byte[]> messages)
    {
        byte[] header = new byte[JournalFormat.HeaderSize];
        JournalFormat.WriteHeader(header);
        return [.. header, .. messages.SelectMany(message =>
        {
            byte[] record = new byte[message.Length + JournalFormat.RecordOverhead];
            _ = JournalFormat.WriteRecord(record, message);
            return record;
        })];
    }

    public static byte[] Frame(byte[] message)
    {
        byte[] frame = new byte[CobsFrame.MaxSize(message.Length)];
        return frame[..CobsFrame.Write(message, frame)];
    }

    public static byte[] Stream(params IEnumerable<byte[]> messages) => Bytes(output =>
    {
        foreach (byte[] message in messages)
            StreamFrame.Write(output, message);
    });
}
