using System.Buffers;

namespace RoverRaman.Wire;

/// <summary>Upload messages to and from MessagePack. Begin, abort and the status with one range fit 32 bytes; a chunk costs 6 to 12 bytes.</summary>
public static class UploadCodec
{
    /// <summary>Number of fields of each message, the kind included.</summary>
    public const int BeginFields = 6, ChunkFields = 4, StatusFields = 6, AbortFields = 3;

    /// <summary>Most bytes of a chunk's message beyond its data.</summary>
    public const int ChunkOverhead = 1 + 1 + 3 + 3 + 3;

    const int IdSize = sizeof(ulong);

    /// <summary>Writes <paramref name="message"/>.</summary>
    public static void Write(IBufferWriter<byte> output, UploadBegin message)
    {
        var writer = HeadFields.Begin(output, MessageKind.UploadBegin, BeginFields);
        writer.Write(message.CommandId);
        writer.Write(message.UploadId);
        writer.Write(message.Size);
        writer.Write(message.ChunkSize);
        HeadFields.WriteId(ref writer, message.ContentId);
        writer.Flush();
    }

    /// <summary>Writes one chunk.</summary>
    public static void WriteChunk(IBufferWriter<byte> output, ushort uploadId, ushort index, ReadOnlySpan<byte> data)
    {
        var writer = HeadFields.Begin(output, MessageKind.UploadChunk, ChunkFields);
        writer.Write(uploadId);
        writer.Write(index);
        writer.Write(data);
        writer.Flush();
    }

    /// <summary>Writes <paramref name="message"/>; ranges beyond <see cref="UploadStatus.MaxRanges"/> are left for the next.</summary>
    public static void Write(IBufferWriter<byte> output, UploadStatus message)
    {
        var writer = HeadFields.Begin(output, MessageKind.UploadStatus, StatusFields);
        writer.Write(message.UploadId);
        writer.Write((byte)message.State);
        writer.Write(message.Received);
        writer.Write(message.Total);
        int ranges = Math.Min(message.Missing.Count, UploadStatus.MaxRanges);
        writer.WriteArrayHeader(2 * ranges);
        for (int i = 0; i < ranges; i++)
        {
            writer.Write(message.Missing[i].First);
            writer.Write(message.Missing[i].Count);
        }
        writer.Flush();
    }

    /// <summary>Writes <paramref name="message"/>.</summary>
    public static void Write(IBufferWriter<byte> output, UploadAbort message)
    {
        var writer = HeadFields.Begin(output, MessageKind.UploadAbort, AbortFields);
        writer.Write(message.CommandId);
        writer.Write(message.UploadId);
        writer.Flush();
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="WireFormatException">The bytes are not such a message.</exception>
    public static UploadBegin ReadBegin(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("upload begin", message);
        int count = reader.BeginMessage(MessageKind.UploadBegin, BeginFields);
        var begin = new UploadBegin(
            reader.ReadUInt32("command_id"), reader.ReadUInt16("upload_id"), (uint)reader.ReadInteger("size", 1, uint.MaxValue),
            (ushort)reader.ReadInteger("chunk_size", UploadBegin.MinChunkSize, UploadBegin.MaxChunkSize), HeadFields.ReadId(ref reader, "content_id"));
        reader.EndMessage(count, BeginFields);
        return begin;
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="WireFormatException">The bytes are not such a message.</exception>
    public static UploadChunk ReadChunk(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("upload chunk", message);
        int count = reader.BeginMessage(MessageKind.UploadChunk, ChunkFields);
        ushort upload = reader.ReadUInt16("upload_id"), index = reader.ReadUInt16("index");
        int length = reader.ReadBinary("data", 1, UploadBegin.MaxChunkSize).Length;
        var data = message.Slice(reader.Consumed - length, length);
        reader.EndMessage(count, ChunkFields);
        return new UploadChunk(upload, index, data);
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="WireFormatException">The bytes are not such a message.</exception>
    public static UploadStatus ReadStatus(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("upload status", message);
        int count = reader.BeginMessage(MessageKind.UploadStatus, StatusFields);
        var status = new UploadStatus(
            reader.ReadUInt16("upload_id"), (UploadState)reader.ReadByte("state"), reader.ReadUInt32("received"), reader.ReadUInt32("total"), ReadRanges(ref reader));
        reader.EndMessage(count, StatusFields);
        return status;
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="WireFormatException">The bytes are not such a message.</exception>
    public static UploadAbort ReadAbort(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("upload abort", message);
        int count = reader.BeginMessage(MessageKind.UploadAbort, AbortFields);
        var abort = new UploadAbort(reader.ReadUInt32("command_id"), reader.ReadUInt16("upload_id"));
        reader.EndMessage(count, AbortFields);
        return abort;
    }

    static ChunkRange[] ReadRanges(ref MessageFieldReader reader)
    {
        int at = reader.Consumed;
        int count = reader.ReadArrayHeader("missing");
        if (count > 2 * UploadStatus.MaxRanges || count % 2 != 0)
            throw reader.Wrong(at, "missing", $"at most {UploadStatus.MaxRanges} pairs of first chunk and count", $"{count} values");
        var ranges = new ChunkRange[count / 2];
        for (int i = 0; i < ranges.Length; i++)
            ranges[i] = new(reader.ReadUInt16("first"), reader.ReadUInt32("count"));
        return ranges;
    }
}
