using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// The commands about heads, from whichever link they come: each is one message, each is answered to the one who asked. What happens to
/// heads is told to everybody by events.
/// </summary>
public sealed class HeadCommands(HeadKeeper keeper)
{
    /// <summary>Carries out a command; false where it is not about heads.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="message">The whole message.</param>
    /// <param name="client">Takes the answer.</param>
    /// <param name="reply">Sends a CommandReply.</param>
    /// <exception cref="WireFormatException">Of a kind about heads, but not what it should be.</exception>
    public bool TryHandle(MessageKind kind, ReadOnlyMemory<byte> message, IMessageSink client, Action<uint, CommandResult, string> reply)
    {
        switch (kind)
        {
            case MessageKind.UploadBegin:
                Begin(UploadCodec.ReadBegin(message), client, reply);
                return true;
            case MessageKind.UploadChunk:
                if (keeper.Take(UploadCodec.ReadChunk(message), message) is { } done)
                    Answer(done.CommandId, done.Outcome, reply);
                return true;
            case MessageKind.UploadAbort:
                var abort = UploadCodec.ReadAbort(message);
                Answer(abort.CommandId, keeper.Abort(abort.UploadId), reply);
                return true;
            case MessageKind.SignedOrder:
                var order = HeadCommandCodec.ReadOrder(message);
                Answer(order.CommandId, keeper.TakeOrder(order.Order), reply);
                return true;
            case MessageKind.ActivateHead:
                var activate = HeadCommandCodec.ReadActivate(message);
                Answer(activate.CommandId, keeper.Activate(activate.HeadId, activate.TrialSpectra, activate.Shadow), reply);
                return true;
            case MessageKind.ConfirmHead:
                var confirm = HeadCommandCodec.ReadConfirm(message);
                Answer(confirm.CommandId, keeper.Confirm(confirm.HeadId), reply);
                return true;
            case MessageKind.RollbackHead:
                Answer(HeadCommandCodec.ReadRollback(message).CommandId, keeper.Rollback(), reply);
                return true;
            case MessageKind.HeadListCommand:
                List(HeadCommandCodec.ReadList(message).CommandId, client, reply);
                return true;
            case MessageKind.ClusterListCommand:
                ListUnknowns(HeadCommandCodec.ReadClusterList(message).CommandId, client, reply);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Puts the one head of a version on trial.</summary>
    public (CommandResult Result, string Text) Activate(uint version)
    {
        var heads = keeper.List().Where(head => head.HeadVersion == version).ToArray();
        if (heads.Length != 1)
            return (CommandResult.Unavailable, $"expected one head of version {version} onboard, found {heads.Length}");
        var outcome = keeper.Activate(heads[0].HeadId, 0, shadow: false);
        return (outcome.IsDone ? CommandResult.Done : CommandResult.Failed, Describe(outcome));
    }

    /// <summary>True where a key was revoked.</summary>
    public bool IsRevoked(uint keyId) => keeper.IsRevoked(keyId);

    // A begin is answered with the status; a refused one with a reply that says why.
    void Begin(UploadBegin begin, IMessageSink client, Action<uint, CommandResult, string> reply)
    {
        var (reason, text, status) = keeper.Begin(begin);
        if (reason != HeadReason.None)
            Answer(begin.CommandId, new HeadOutcome(reason, text), reply);
        else
            Send(client, MessageKind.UploadStatus, 64, buffer => UploadCodec.Write(buffer, status));
    }

    void List(uint commandId, IMessageSink client, Action<uint, CommandResult, string> reply)
    {
        foreach (var status in keeper.List())
            Send(client, MessageKind.HeadStatus, 96, buffer => HeadReportCodec.Write(buffer, status));
        reply(commandId, CommandResult.Done, $"highest confirmed version {keeper.Floor}; audit log {Convert.ToHexStringLower(keeper.AuditHash)}");
    }

    void ListUnknowns(uint commandId, IMessageSink client, Action<uint, CommandResult, string> reply)
    {
        var clusters = keeper.ListUnknowns();
        foreach (var cluster in clusters)
            Send(client, MessageKind.UnknownCluster, 128, buffer => HeadReportCodec.Write(buffer, cluster));
        reply(commandId, CommandResult.Done, $"{clusters.Count} group(s) of unknown spectra");
    }

    static void Answer(uint commandId, HeadOutcome outcome, Action<uint, CommandResult, string> reply) =>
        reply(commandId, outcome.IsDone ? CommandResult.Done : CommandResult.Failed, Describe(outcome));

    static string Describe(HeadOutcome outcome) => outcome.IsDone ? outcome.Text : $"{HeadIds.Text(outcome.Reason)}: {outcome.Text}";

    static void Send(IMessageSink client, MessageKind kind, int size, Action<FixedBufferWriter> write)
    {
        var buffer = new FixedBufferWriter(size);
        write(buffer);
        client.Offer(kind, buffer.Written.Span);
    }
}
