using System.Buffers;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>
/// Decision record to and from MessagePack. Array of 15: kind (3), sequence, boot count, unix ms, time quality, spectrum id, action,
/// quality flags, backbone id, head version, [class id, probability in 1/10000, ...], identification flags, unknown score in 1/100, set
/// size, drift in 1/10 cm-1 or nil. Readers accept arrays of 11 (what the first version wrote) and longer ones (fields only grow), and of a
/// longer list of classes keep the best <see cref="TopClasses.Capacity"/>.
/// </summary>
public static class DecisionCodec
{
    /// <summary>Number of fields, the kind included.</summary>
    public const int Fields = 15;

    /// <summary>Number of fields that the first version wrote.</summary>
    public const int FirstFields = 11;

    /// <summary>Largest record in bytes: every field in its longest form, five classes.</summary>
    public const int MaxSize = 82;

    /// <summary>Writes <paramref name="record"/>. Allocates nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="DecisionRecord.TopCount"/> exceeds <see cref="TopClasses.Capacity"/>, or a probability exceeds 1.</exception>
    public static void Write(IBufferWriter<byte> output, in DecisionRecord record)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(record.TopCount, TopClasses.Capacity);
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields);
        writer.Write((byte)MessageKind.Decision);
        writer.Write(record.Sequence);
        writer.Write(record.BootCount);
        writer.Write(record.UnixMilliseconds);
        writer.Write((byte)record.TimeQuality);
        writer.Write(record.SpectrumId);
        writer.Write((byte)record.Action);
        writer.Write(record.QualityFlags);
        writer.Write(record.BackboneId);
        writer.Write(record.HeadVersion);
        WriteTop(ref writer, record);
        writer.Write((byte)record.Identification);
        writer.Write(record.UnknownScore);
        writer.Write(record.SetSize);
        if (record.DriftTenths is { } drift)
            writer.Write(drift);
        else
            writer.WriteNil();
        writer.Flush();
    }

    /// <summary>Reads one record. Allocates nothing.</summary>
    /// <exception cref="WireFormatException">The bytes are not a decision record: what was expected, what was found, at which byte.</exception>
    public static DecisionRecord Read(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("decision", message);
        int count = reader.BeginMessage(MessageKind.Decision, FirstFields);
        var record = new DecisionRecord
        {
            Sequence = reader.ReadUInt32("sequence"),
            BootCount = reader.ReadUInt16("boot_count"),
            UnixMilliseconds = reader.ReadInteger("unix_ms", long.MinValue, long.MaxValue),
            TimeQuality = (TimeQuality)reader.ReadByte("time_quality"),
            SpectrumId = reader.ReadUInt32("spectrum_id"),
            Action = (TriageAction)reader.ReadByte("action"),
            QualityFlags = reader.ReadUInt16("quality_flags"),
            BackboneId = reader.ReadUInt32("backbone_id"),
            HeadVersion = reader.ReadUInt32("head_version"),
        };
        ReadTop(ref reader, ref record);
        ReadIdentification(ref reader, count, ref record);
        reader.EndMessage(count, Math.Min(count, Fields));
        return record;
    }

    // A record of the first version, or one between the two, ends earlier.
    static void ReadIdentification(ref MessageFieldReader reader, int count, ref DecisionRecord record)
    {
        if (count > FirstFields)
            record.Identification = (IdentificationFlags)reader.ReadByte("identification");
        if (count > FirstFields + 1)
            record.UnknownScore = (short)reader.ReadInteger("unknown_score", short.MinValue, short.MaxValue);
        if (count > FirstFields + 2)
            record.SetSize = reader.ReadByte("set_size");
        if (count > FirstFields + 3)
            record.DriftTenths = (short?)reader.ReadOptionalInteger("drift_tenths", short.MinValue, short.MaxValue);
    }

    static void WriteTop(ref MessagePackWriter writer, in DecisionRecord record)
    {
        writer.WriteArrayHeader(2 * record.TopCount);
        for (int i = 0; i < record.TopCount; i++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(record.Top[i].Probability, ClassScore.Scale);
            writer.Write(record.Top[i].ClassId);
            writer.Write(record.Top[i].Probability);
        }
    }

    static void ReadTop(ref MessageFieldReader reader, ref DecisionRecord record)
    {
        int at = reader.Consumed;
        int count = reader.ReadArrayHeader("top");
        if (count % 2 != 0)
            throw reader.Wrong(at, "top", "pairs of class id and probability", $"{count} values");
        for (int i = 0; i < count / 2; i++)
        {
            var score = new ClassScore(reader.ReadUInt16("class_id"), (ushort)reader.ReadInteger("probability", 0, ClassScore.Scale));
            if (i < TopClasses.Capacity)
                record.Top[i] = score;
        }
        record.TopCount = (byte)Math.Min(count / 2, TopClasses.Capacity);
    }
}
