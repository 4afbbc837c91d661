using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>Commands about heads that come over the product link: the handler is that of the local socket, the answers go down as messages. One thread.</summary>
sealed class LinkHeads(HeadCommands heads, ProductDesk products) : IMessageSink
{
    /// <summary>Carries out a command; false where it is not about heads.</summary>
    public bool Handle(MessageKind kind, ReadOnlyMemory<byte> message)
    {
        try
        {
            return heads.TryHandle(kind, message, this, Reply);
        }
        catch (WireFormatException e)
        {
            Reply(0, CommandResult.Malformed, e.Message);
        }
        catch (IOException e)
        {
            Reply(0, CommandResult.Failed, e.Message); // the disk is full or fails; nothing has changed
        }
        return true;
    }

    /// <inheritdoc/>
    public void Offer(MessageKind kind, ReadOnlySpan<byte> payload, long arrivedAt = 0) => products.Tell(payload);

    void Reply(uint id, CommandResult result, string text) => products.Tell(new CommandReply(id, result, text));
}
