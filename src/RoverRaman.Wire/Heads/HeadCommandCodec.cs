using System.Buffers;

namespace RoverRaman.Wire;

/// <summary>Commands about heads to and from MessagePack; all but a signed order fit 32 bytes.</summary>
public static class HeadCommandCodec
{
    /// <summary>Number of fields of each message, the kind included.</summary>
    public const int ActivateFields = 5, ConfirmFields = 3, OrderFields = 3, BareFields = 2;

    /// <summary>Writes <paramref name="message"/>.</summary>
    public static void Write(IBufferWriter<byte> output, ActivateHead message)
    {
        var writer = HeadFields.Begin(output, MessageKind.ActivateHead, ActivateFields);
        writer.Write(message.CommandId);
        HeadFields.WriteId(ref writer, message.HeadId);
        writer.Write(message.TrialSpectra);
        writer.Write(message.Shadow ? (byte)1 : (byte)0);
        writer.Flush();
    }

    /// <summary>Writes <paramref name="message"/>.</summary>
    public static void Write(IBufferWriter<byte> output, ConfirmHead message)
    {
        var writer = HeadFields.Begin(output, MessageKind.ConfirmHead, ConfirmFields);
        writer.Write(message.CommandId);
        HeadFields.WriteId(ref writer, message.HeadId);
        writer.Flush();
    }

    /// <summary>Writes a signed order.</summary>
    public static void WriteOrder(IBufferWriter<byte> output, uint commandId, ReadOnlySpan<byte> order)
    {
        var writer = HeadFields.Begin(output, MessageKind.SignedOrder, OrderFields);
        writer.Write(commandId);
        writer.Write(order);
        writer.Flush();
    }

    /// <summary>Writes <paramref name="message"/>.</summary>
    public static void Write(IBufferWriter<byte> output, RollbackHead message) => WriteBare(output, MessageKind.RollbackHead, message.CommandId);

    /// <summary>Writes <paramref name="message"/>.</summary>
    public static void Write(IBufferWriter<byte> output, HeadListCommand message) => WriteBare(output, MessageKind.HeadListCommand, message.CommandId);

    /// <summary>Writes <paramref name="message"/>.</summary>
    public static void Write(IBufferWriter<byte> output, ClusterListCommand message) => WriteBare(output, MessageKind.ClusterListCommand, message.CommandId);

    /// <summary>Reads one.</summary>
    /// <exception cref="WireFormatException">The bytes are not such a message.</exception>
    public static ActivateHead ReadActivate(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("activate head", message);
        int count = reader.BeginMessage(MessageKind.ActivateHead, ActivateFields);
        var activate = new ActivateHead(
            reader.ReadUInt32("command_id"), HeadFields.ReadId(ref reader, "head_id"), reader.ReadUInt32("trial_spectra"), reader.ReadInteger("shadow", 0, 1) == 1);
        reader.EndMessage(count, ActivateFields);
        return activate;
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="WireFormatException">The bytes are not such a message.</exception>
    public static ConfirmHead ReadConfirm(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("confirm head", message);
        int count = reader.BeginMessage(MessageKind.ConfirmHead, ConfirmFields);
        var confirm = new ConfirmHead(reader.ReadUInt32("command_id"), HeadFields.ReadId(ref reader, "head_id"));
        reader.EndMessage(count, ConfirmFields);
        return confirm;
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="WireFormatException">The bytes are not such a message.</exception>
    public static SignedOrder ReadOrder(ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("signed order", message);
        int count = reader.BeginMessage(MessageKind.SignedOrder, OrderFields);
        uint id = reader.ReadUInt32("command_id");
        int length = reader.ReadBinary("order", 1, SignedOrder.MaxBytes).Length;
        var order = message.Slice(reader.Consumed - length, length);
        reader.EndMessage(count, OrderFields);
        return new SignedOrder(id, order);
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="WireFormatException">The bytes are not such a message.</exception>
    public static RollbackHead ReadRollback(ReadOnlyMemory<byte> message) => new(ReadBare("rollback head", MessageKind.RollbackHead, message));

    /// <summary>Reads one.</summary>
    /// <exception cref="WireFormatException">The bytes are not such a message.</exception>
    public static HeadListCommand ReadList(ReadOnlyMemory<byte> message) => new(ReadBare("head list command", MessageKind.HeadListCommand, message));

    /// <summary>Reads one.</summary>
    /// <exception cref="WireFormatException">The bytes are not such a message.</exception>
    public static ClusterListCommand ReadClusterList(ReadOnlyMemory<byte> message) => new(ReadBare("cluster list command", MessageKind.ClusterListCommand, message));

    static void WriteBare(IBufferWriter<byte> output, MessageKind kind, uint commandId)
    {
        var writer = HeadFields.Begin(output, kind, BareFields);
        writer.Write(commandId);
        writer.Flush();
    }

    static uint ReadBare(string name, MessageKind kind, ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader(name, message);
        int count = reader.BeginMessage(kind, BareFields);
        uint id = reader.ReadUInt32("command_id");
        reader.EndMessage(count, BareFields);
        return id;
    }
}
