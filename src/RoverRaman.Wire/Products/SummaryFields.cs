using MessagePack;

namespace RoverRaman.Wire;

/// <summary>The eight fields that tier 2 and the peaks of tier 3 share, in at most 22 bytes.</summary>
static class SummaryFields
{
    public const int Count = 8;

    // action 2 | time quality 2 | bin 2 | target 1 | unknown 1 | follow-up 1 | quality flags 7: 16 bits, low first.
    public static void Write(ref MessagePackWriter writer, in ProductSummary summary)
    {
        writer.Write(summary.Sequence);
        writer.Write(summary.UnixSeconds);
        writer.Write(summary.ClassId);
        writer.Write(Math.Min(summary.Percent, (byte)100));
        writer.Write(summary.SecondClassId);
        writer.Write(Math.Min(summary.SecondPercent, (byte)100));
        writer.Write((ushort)((byte)summary.Action & 3 | ((byte)summary.TimeQuality & 3) << 2 | (summary.Bin & 3) << 4
            | (summary.IsTarget ? 1 << 6 : 0) | (summary.IsUnknown ? 1 << 7 : 0) | (summary.AsksFollowUp ? 1 << 8 : 0) | (summary.QualityFlags & 0x7f) << 9));
        writer.Write((byte)(summary.HeadVersion & 0x7f));
    }

    public static ProductSummary Read(ref MessageFieldReader reader)
    {
        var summary = new ProductSummary
        {
            Sequence = reader.ReadUInt32("sequence"),
            UnixSeconds = reader.ReadUInt32("unix_s"),
            ClassId = reader.ReadUInt16("class_id"),
            Percent = (byte)reader.ReadInteger("percent", 0, 100),
            SecondClassId = reader.ReadUInt16("second_class_id"),
            SecondPercent = (byte)reader.ReadInteger("second_percent", 0, 100),
        };
        int status = reader.ReadUInt16("status");
        summary.Action = (TriageAction)(status & 3);
        summary.TimeQuality = (TimeQuality)(status >> 2 & 3);
        summary.Bin = (byte)(status >> 4 & 3);
        summary.IsTarget = (status >> 6 & 1) != 0;
        summary.IsUnknown = (status >> 7 & 1) != 0;
        summary.AsksFollowUp = (status >> 8 & 1) != 0;
        summary.QualityFlags = (byte)(status >> 9);
        summary.HeadVersion = (byte)reader.ReadInteger("head_version", 0, 127);
        return summary;
    }
}
