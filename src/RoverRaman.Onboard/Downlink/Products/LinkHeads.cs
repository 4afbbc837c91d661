using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// Commands about heads that come over the product link: the handler is that of the local socket, the answers go down as messages. A command
/// that is sent again because its answer had not come is answered as the first time, and not carried out again. One thread.
/// </summary>
sealed class LinkHeads(HeadCommands heads, ProductDesk products) : IMessageSink
{
    readonly AnsweredCommands _answers = new();

    /// <summary>Carries out a command; false where it is not about heads.</summary>
    public bool Handle(MessageKind kind, ReadOnlyMemory<byte> message)
    {
        try
        {
            if (!ChangesHeads(kind))
                return heads.TryHandle(kind, message, this, Reply);
            var id = IdOf(kind, message);
            return _answers.TryFind(id, out var known) ? Repeat(id, known) : heads.TryHandle(kind, message, this, ReplyOnce);
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

    // Uploads and lists may be asked for as often as one likes.
    static bool ChangesHeads(MessageKind kind) =>
        kind is MessageKind.ActivateHead or MessageKind.ConfirmHead or MessageKind.RollbackHead or MessageKind.SignedOrder or MessageKind.UploadAbort;

    static uint IdOf(MessageKind kind, ReadOnlyMemory<byte> message)
    {
        var reader = new MessageFieldReader("head command", message);
        _ = reader.BeginMessage(kind, 2);
        return reader.ReadUInt32("command_id");
    }

    bool Repeat(uint id, (CommandResult Result, string Text) known)
    {
        Reply(id, known.Result, known.Text);
        return true;
    }

    void ReplyOnce(uint id, CommandResult result, string text)
    {
        _answers.Add(id, result, text);
        Reply(id, result, text);
    }

    void Reply(uint id, CommandResult result, string text) => products.Tell(new CommandReply(id, result, text));
}
