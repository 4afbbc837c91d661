using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>Answers the commands of local clients. Any thread.</summary>
/// <param name="trigger">Takes requests for spectra.</param>
/// <param name="isConnected">True while an instrument is on the line.</param>
/// <param name="heads">Takes commands about heads; null where heads stay as they are.</param>
public sealed class CommandHandler(AcquisitionTrigger trigger, Func<bool> isConnected, HeadCommands? heads = null)
{
    long _received;
    long _refused;

    /// <summary>Commands received.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Commands refused or not understood.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Handles one message of a client.</summary>
    /// <exception cref="WireFormatException">It is no message at all: the two ends are out of step.</exception>
    public void Handle(ReadOnlyMemory<byte> message, IMessageSink client)
    {
        Interlocked.Increment(ref _received);
        switch (WireMessage.KindOf(message.Span))
        {
            case MessageKind.AcquireCommand:
                Acquire(message, client);
                break;
            case null:
                Interlocked.Increment(ref _refused);
                throw new WireFormatException($"Expected a MessagePack array that begins with a message kind, found {message.Length} bytes that are none.");
            case { } kind when HandleHead(kind, message, client):
                break;
            case { } kind:
                Reply(client, 0, CommandResult.UnknownCommand, $"expected a command (kind {(int)MessageKind.AcquireCommand}), found kind {(int)kind}");
                break;
        }
    }

    bool HandleHead(MessageKind kind, ReadOnlyMemory<byte> message, IMessageSink client)
    {
        try
        {
            return heads?.TryHandle(kind, message, client, (id, result, text) => Reply(client, id, result, text)) ?? false;
        }
        catch (WireFormatException e)
        {
            Reply(client, 0, CommandResult.Malformed, e.Message);
        }
        catch (IOException e)
        {
            Reply(client, 0, CommandResult.Failed, e.Message); // the disk is full or fails; nothing has changed
        }
        return true;
    }

    void Acquire(ReadOnlyMemory<byte> message, IMessageSink client)
    {
        uint id;
        try
        {
            id = CommandCodec.ReadAcquire(message).CommandId;
        }
        catch (WireFormatException e)
        {
            Reply(client, 0, CommandResult.Malformed, e.Message);
            return;
        }
        if (!isConnected())
            Reply(client, id, CommandResult.Unavailable, "the instrument is off the line; the daemon keeps trying to reach it");
        else if (!trigger.TryRequest(new AcquireRequest((result, text) => Reply(client, id, result, text))))
            Reply(client, id, CommandResult.Busy, "too many spectra are asked for already");
    }

    void Reply(IMessageSink client, uint id, CommandResult result, string text)
    {
        if (result is not (CommandResult.Done or CommandResult.Failed))
            Interlocked.Increment(ref _refused);
        var buffer = new FixedBufferWriter(CommandReply.MaxTextBytes + 64);
        CommandCodec.Write(buffer, new CommandReply(id, result, text));
        client.Offer(MessageKind.CommandReply, buffer.Written.Span);
    }
}
