using System.Buffers;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>
/// What triage tells local readers, to and from MessagePack. Follow-up: array of 6: kind (70), sequence, action, reasons, class, probability.
/// Gap: array of 2: kind (71), messages dropped. Verdict: array of 13: kind (72), sequence, policy version, action, bin, utility, reasons,
/// follow-up, target, confidence, novelty, unknown, quality; shares in 1/10000. All write without allocating.
/// </summary>
public static class TriageCodec
{
    /// <summary>Number of fields of <see cref="FollowUpRequest"/>, the kind included.</summary>
    public const int FollowUpFields = 6;

    /// <summary>Number of fields of a gap marker, the kind included.</summary>
    public const int GapFields = 2;

    /// <summary>Number of fields of <see cref="VerdictRecord"/>, the kind included.</summary>
    public const int VerdictFields = 13;

    const float Scale = ClassScore.Scale;

    /// <summary>Writes <paramref name="request"/>.</summary>
    public static void Write(IBufferWriter<byte> output, in FollowUpRequest request)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(FollowUpFields);
        writer.Write((byte)MessageKind.FollowUp);
        writer.Write(request.Sequence);
        writer.Write((byte)request.Action);
        writer.Write((ushort)request.Reasons);
        writer.Write(request.ClassId);
        writer.Write(request.Probability);
        writer.Flush();
    }

    /// <summary>Reads one follow-up request.</summary>
    /// <exception cref="WireFormatException">The bytes are not one.</exception>
    public static FollowUpRequest ReadFollowUp(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("follow up", message);
        int count = reader.BeginMessage(MessageKind.FollowUp, FollowUpFields);
        var request = new FollowUpRequest(
            reader.ReadUInt32("sequence"), (FollowUpAction)reader.ReadByte("action"), (TriageReasons)reader.ReadUInt16("reasons"),
            reader.ReadUInt16("class_id"), (ushort)reader.ReadInteger("probability", 0, ClassScore.Scale));
        reader.EndMessage(count, FollowUpFields);
        return request;
    }

    /// <summary>Writes a gap marker.</summary>
    public static void WriteGap(IBufferWriter<byte> output, uint dropped)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(GapFields);
        writer.Write((byte)MessageKind.Gap);
        writer.Write(dropped);
        writer.Flush();
    }

    /// <summary>Reads a gap marker: how many messages were dropped.</summary>
    /// <exception cref="WireFormatException">The bytes are not one.</exception>
    public static uint ReadGap(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("gap", message);
        int count = reader.BeginMessage(MessageKind.Gap, GapFields);
        uint dropped = reader.ReadUInt32("dropped");
        reader.EndMessage(count, GapFields);
        return dropped;
    }

    /// <summary>Writes <paramref name="verdict"/>.</summary>
    public static void Write(IBufferWriter<byte> output, in VerdictRecord verdict)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(VerdictFields);
        writer.Write((byte)MessageKind.Verdict);
        writer.Write(verdict.Sequence);
        writer.Write(verdict.PolicyVersion);
        writer.Write((byte)verdict.Action);
        writer.Write(verdict.Bin);
        writer.Write(Share(verdict.Utility));
        writer.Write((ushort)verdict.Reasons);
        writer.Write((byte)verdict.FollowUp);
        writer.Write(Share(verdict.Target));
        writer.Write(Share(verdict.Confidence));
        writer.Write(Share(verdict.Novelty));
        writer.Write(Share(verdict.Unknown));
        writer.Write(Share(verdict.Quality));
        writer.Flush();
    }

    /// <summary>Reads one verdict.</summary>
    /// <exception cref="WireFormatException">The bytes are not one.</exception>
    public static VerdictRecord ReadVerdict(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("verdict", message);
        int count = reader.BeginMessage(MessageKind.Verdict, VerdictFields);
        var verdict = new VerdictRecord
        {
            Sequence = reader.ReadUInt32("sequence"),
            PolicyVersion = reader.ReadUInt32("policy_version"),
            Action = (TriageAction)reader.ReadByte("action"),
            Bin = reader.ReadByte("bin"),
            Utility = ReadShare(ref reader, "utility"),
            Reasons = (TriageReasons)reader.ReadUInt16("reasons"),
            FollowUp = (FollowUpAction)reader.ReadByte("follow_up"),
            Target = ReadShare(ref reader, "target"),
            Confidence = ReadShare(ref reader, "confidence"),
            Novelty = ReadShare(ref reader, "novelty"),
            Unknown = ReadShare(ref reader, "unknown"),
            Quality = ReadShare(ref reader, "quality"),
        };
        reader.EndMessage(count, VerdictFields);
        return verdict;
    }

    static ushort Share(float value) => float.IsNaN(value) ? (ushort)0 : (ushort)MathF.Round(Math.Clamp(value, 0, 1) * Scale);

    static float ReadShare(ref MessageFieldReader reader, string field) => reader.ReadInteger(field, 0, ClassScore.Scale) / Scale;
}
