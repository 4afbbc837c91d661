using System.Diagnostics;
using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>A conversation with a daemon: commands out, answers in, with what it publishes in between. One thread.</summary>
public abstract class DeviceLink : IDisposable
{
    readonly TimeSpan _patience;
    uint _lastCommand;

    /// <summary>For one conversation.</summary>
    /// <param name="name">The daemon, for people.</param>
    /// <param name="patience">Longest wait for an answer.</param>
    /// <param name="lastCommand">Numbers of commands go on from here.</param>
    protected DeviceLink(string name, TimeSpan patience, uint lastCommand) => (Name, _patience, _lastCommand) = (name, patience, lastCommand);

    /// <summary>Room for a message that is no chunk and no order, bytes.</summary>
    public const int SmallMessage = 256;

    /// <summary>The daemon, for people.</summary>
    public string Name { get; }

    /// <summary>Longest message that the way up can carry, bytes.</summary>
    public virtual int MaxMessage => UploadBegin.MaxChunkSize + UploadCodec.ChunkOverhead;

    /// <summary>Rounds of an upload without anything new onboard after which it is given up.</summary>
    public virtual int Rounds => 3;

    /// <summary>How long an answer is waited for before the command is sent again; a robot carries out each number once.</summary>
    protected virtual TimeSpan RepeatAfter => TimeSpan.MaxValue;

    /// <summary>A number for the next command.</summary>
    public uint NextCommand() => ++_lastCommand;

    /// <summary>Sends one message.</summary>
    /// <param name="write">Writes it.</param>
    /// <param name="size">Room for it, bytes.</param>
    /// <exception cref="DownlinkException">It cannot be sent.</exception>
    public void Send(Action<FixedBufferWriter> write, int size = SmallMessage)
    {
        var message = new FixedBufferWriter(size + 16);
        write(message);
        Send(message.Written);
    }

    /// <summary>Sends a command and gives the first message for which <paramref name="pick"/> gives something; others are passed over.</summary>
    /// <exception cref="DownlinkException">It did not come in time, or the daemon has gone.</exception>
    public T Ask<T>(string what, Action<FixedBufferWriter> write, Func<MessageKind, ReadOnlyMemory<byte>, T?> pick, int size = SmallMessage) where T : class
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < _patience)
        {
            Send(write, size);
            var repeat = waited.Elapsed + (RepeatAfter < _patience ? RepeatAfter : _patience);
            while (Next((repeat < _patience ? repeat : _patience) - waited.Elapsed) is { } message)
                if (WireMessage.KindOf(message.Span) is { } kind && pick(kind, message) is { } found)
                    return found;
        }
        throw new DownlinkException($"Expected {what} from the daemon at '{Name}' within {_patience.TotalSeconds:0.###} s, found none; is it an older daemon, or are heads not configured there?");
    }

    /// <summary>Sends a command and gives its reply; <paramref name="onOther"/> is shown what comes before it.</summary>
    /// <exception cref="DownlinkException">It did not come in time, or the daemon has gone.</exception>
    public CommandReply Ask(uint commandId, Action<FixedBufferWriter> write, Action<MessageKind, ReadOnlyMemory<byte>>? onOther = null, int size = SmallMessage) => Ask("a reply", write, (kind, message) =>
    {
        if (kind == MessageKind.CommandReply && CommandCodec.ReadReply(message) is var reply && (reply.CommandId == commandId || reply.CommandId == 0))
            return reply;
        onOther?.Invoke(kind, message);
        return null;
    }, size);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the conversation holds.</summary>
    protected abstract void Dispose(bool disposing);

    /// <summary>Sends one message.</summary>
    protected abstract void Send(ReadOnlyMemory<byte> message);

    /// <summary>The next message within a time; null where none comes.</summary>
    protected abstract ReadOnlyMemory<byte>? Next(TimeSpan limit);
}
