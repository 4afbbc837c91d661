using System.Buffers;

namespace RoverRaman.Wire;

/// <summary>What the daemon tells about heads, to and from MessagePack.</summary>
public static class HeadReportCodec
{
    /// <summary>Number of fields of each message, the kind included.</summary>
    public const int StatusFields = 10, EventFields = 10, ClusterFields = 7;

    /// <summary>Largest event, bytes.</summary>
    public const int MaxEventSize = 1 + 1 + 5 + 9 + 1 + 1 + 2 + 5 + 34 + 5 + 34;

    /// <summary>Writes <paramref name="message"/>.</summary>
    public static void Write(IBufferWriter<byte> output, HeadStatus message)
    {
        var writer = HeadFields.Begin(output, MessageKind.HeadStatus, StatusFields);
        writer.Write(message.Index);
        writer.Write(message.Count);
        writer.Write(message.HeadVersion);
        HeadFields.WriteId(ref writer, message.HeadId);
        writer.Write((byte)message.State);
        writer.Write(message.SinceMilliseconds);
        writer.Write(message.SignerId);
        writer.Write(message.Classes);
        writer.Write(message.TrialLeft);
        writer.Flush();
    }

    /// <summary>Writes <paramref name="message"/>.</summary>
    public static void Write(IBufferWriter<byte> output, HeadEvent message)
    {
        var writer = HeadFields.Begin(output, MessageKind.HeadEvent, EventFields);
        writer.Write(message.Sequence);
        writer.Write(message.UnixMilliseconds);
        writer.Write((byte)message.TimeQuality);
        writer.Write((byte)message.Step);
        writer.Write((byte)message.Reason);
        writer.Write(message.HeadVersion);
        writer.Write(message.HeadId.Span);
        writer.Write(message.SignerId);
        writer.Write(message.Chain.Span);
        writer.Flush();
    }

    /// <summary>Writes <paramref name="message"/>; spectra beyond <see cref="UnknownCluster.MaxSpectra"/> are left out.</summary>
    public static void Write(IBufferWriter<byte> output, UnknownCluster message)
    {
        var writer = HeadFields.Begin(output, MessageKind.UnknownCluster, ClusterFields);
        writer.Write(message.Index);
        writer.Write(message.Count);
        writer.Write(message.ClusterId);
        writer.Write(message.Seen);
        writer.Write(message.LastSpectrum);
        int spectra = Math.Min(message.Spectra.Count, UnknownCluster.MaxSpectra);
        writer.WriteArrayHeader(spectra);
        for (int i = 0; i < spectra; i++)
            writer.Write(message.Spectra[i]);
        writer.Flush();
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="WireFormatException">The bytes are not such a message.</exception>
    public static HeadStatus ReadStatus(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("head status", message);
        int count = reader.BeginMessage(MessageKind.HeadStatus, StatusFields);
        var status = new HeadStatus(
            reader.ReadUInt16("index"), reader.ReadUInt16("count"), reader.ReadUInt32("head_version"), HeadFields.ReadId(ref reader, "head_id"),
            (HeadState)reader.ReadByte("state"), reader.ReadInteger("since_ms", long.MinValue, long.MaxValue), reader.ReadUInt32("signer_id"),
            reader.ReadUInt16("classes"), reader.ReadUInt32("trial_left"));
        reader.EndMessage(count, StatusFields);
        return status;
    }

    /// <summary>Reads one, short or whole.</summary>
    /// <exception cref="WireFormatException">The bytes are not such a message.</exception>
    public static HeadEvent ReadEvent(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("head event", message);
        int count = reader.BeginMessage(MessageKind.HeadEvent, EventFields);
        var found = new HeadEvent
        {
            Sequence = reader.ReadUInt32("sequence"),
            UnixMilliseconds = reader.ReadInteger("unix_ms", long.MinValue, long.MaxValue),
            TimeQuality = (TimeQuality)reader.ReadByte("time_quality"),
            Step = (HeadStep)reader.ReadByte("step"),
            Reason = (HeadReason)reader.ReadByte("reason"),
            HeadVersion = reader.ReadUInt32("head_version"),
            HeadId = reader.ReadBinary("head_id", HeadEvent.ShortHashSize, HeadEvent.HashSize).ToArray(),
            SignerId = reader.ReadUInt32("signer_id"),
            Chain = reader.ReadBinary("chain", HeadEvent.ShortHashSize, HeadEvent.HashSize).ToArray(),
        };
        reader.EndMessage(count, EventFields);
        return found;
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="WireFormatException">The bytes are not such a message.</exception>
    public static UnknownCluster ReadCluster(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("unknown cluster", message);
        int count = reader.BeginMessage(MessageKind.UnknownCluster, ClusterFields);
        var cluster = new UnknownCluster(
            reader.ReadUInt16("index"), reader.ReadUInt16("count"), reader.ReadUInt16("cluster_id"), reader.ReadUInt32("seen"), reader.ReadUInt32("last_spectrum"),
            ReadSpectra(ref reader));
        reader.EndMessage(count, ClusterFields);
        return cluster;
    }

    static uint[] ReadSpectra(ref MessageFieldReader reader)
    {
        int at = reader.Consumed;
        int count = reader.ReadArrayHeader("spectra");
        if (count > UnknownCluster.MaxSpectra)
            throw reader.Wrong(at, "spectra", $"at most {UnknownCluster.MaxSpectra} spectrum numbers", $"{count}");
        uint[] spectra = new uint[count];
        for (int i = 0; i < count; i++)
            spectra[i] = reader.ReadUInt32("spectra");
        return spectra;
    }
}
