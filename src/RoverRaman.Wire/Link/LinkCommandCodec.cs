using System.Buffers;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>Command to and from MessagePack. Array of 6: kind (80), command id, operation, first, second, data.</summary>
public static class LinkCommandCodec
{
    /// <summary>Number of fields, the kind included.</summary>
    public const int Fields = 6;

    /// <summary>Writes <paramref name="command"/>.</summary>
    public static void Write(IBufferWriter<byte> output, LinkCommand command)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(Fields);
        writer.Write((byte)MessageKind.LinkCommand);
        writer.Write(command.CommandId);
        writer.Write((byte)command.Operation);
        writer.Write(command.First);
        writer.Write(command.Second);
        writer.Write(command.Data.Span);
        writer.Flush();
    }

    /// <summary>Reads one command. An operation of a newer version is returned as it is.</summary>
    /// <exception cref="WireFormatException">The bytes are not one.</exception>
    public static LinkCommand Read(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("link command", message);
        int count = reader.BeginMessage(MessageKind.LinkCommand, Fields);
        var command = new LinkCommand(
            reader.ReadUInt32("command_id"), (LinkOperation)reader.ReadByte("operation"), reader.ReadInteger("first", long.MinValue, long.MaxValue),
            reader.ReadInteger("second", long.MinValue, long.MaxValue), reader.ReadBinary("data", 0, LinkCommand.MaxData).ToArray());
        reader.EndMessage(count, Fields);
        return command;
    }
}
