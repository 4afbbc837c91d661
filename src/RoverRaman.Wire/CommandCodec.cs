using System.Buffers;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>
/// Commands and replies to and from MessagePack. Acquire: array of 2: kind (32), command id. Reply: array of 4: kind (33), command id,
/// result, text.
/// </summary>
public static class CommandCodec
{
    /// <summary>Number of fields of <see cref="AcquireCommand"/>, the kind included.</summary>
    public const int AcquireFields = 2;

    /// <summary>Number of fields of <see cref="CommandReply"/>, the kind included.</summary>
    public const int ReplyFields = 4;

    /// <summary>Writes <paramref name="command"/>. Allocates nothing.</summary>
    public static void Write(IBufferWriter<byte> output, AcquireCommand command)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(AcquireFields);
        writer.Write((byte)MessageKind.AcquireCommand);
        writer.Write(command.CommandId);
        writer.Flush();
    }

    /// <summary>Writes <paramref name="reply"/>; text beyond <see cref="CommandReply.MaxTextBytes"/> is cut.</summary>
    public static void Write(IBufferWriter<byte> output, CommandReply reply)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(ReplyFields);
        writer.Write((byte)MessageKind.CommandReply);
        writer.Write(reply.CommandId);
        writer.Write((byte)reply.Result);
        writer.Write(Fit(reply.Text));
        writer.Flush();
    }

    /// <summary>Reads one acquire command.</summary>
    /// <exception cref="WireFormatException">The bytes are not an acquire command.</exception>
    public static AcquireCommand ReadAcquire(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("acquire command", message);
        int count = reader.BeginMessage(MessageKind.AcquireCommand, AcquireFields);
        var command = new AcquireCommand(reader.ReadUInt32("command_id"));
        reader.EndMessage(count, AcquireFields);
        return command;
    }

    /// <summary>Reads one reply.</summary>
    /// <exception cref="WireFormatException">The bytes are not a reply.</exception>
    public static CommandReply ReadReply(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("command reply", message);
        int count = reader.BeginMessage(MessageKind.CommandReply, ReplyFields);
        var reply = new CommandReply(
            reader.ReadUInt32("command_id"), (CommandResult)reader.ReadByte("result"), reader.ReadString("text", CommandReply.MaxTextBytes));
        reader.EndMessage(count, ReplyFields);
        return reply;
    }

    // A character takes at most 3 bytes per UTF-16 unit; a pair is not cut in half. A string, as MessagePack 2.5 fails on an empty span.
    static string Fit(string text)
    {
        int length = Math.Min(text.Length, CommandReply.MaxTextBytes / 3);
        return text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
