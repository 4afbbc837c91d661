using System.Net.Sockets;
using RoverRaman.Wire;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>A program on the robot: reads what the daemon publishes.</summary>
sealed class DaemonClient : IDisposable
{
    readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = (int)ChildProcess.Limit.TotalMilliseconds };
    readonly StreamFrameReader _frames = new();
    readonly byte[] _bytes = new byte[4096];
    int _start;
    int _end;

    public DaemonClient(string path) => _socket.Connect(new UnixDomainSocketEndPoint(path));

    /// <summary>The next message; null at the end of the stream.</summary>
    public byte[]? Next()
    {
        while (true)
        {
            var input = new ReadOnlySpan<byte>(_bytes, _start, _end - _start);
            var complete = _frames.TryRead(ref input, out var message);
            _start = _end - input.Length;
            if (complete)
                return message.ToArray();
            (_start, _end) = (0, _socket.Receive(_bytes));
            if (_end == 0)
                return null;
        }
    }

    /// <summary>The next message of a kind; others are skipped.</summary>
    public byte[] Next(MessageKind kind)
    {
        while (true)
            if (Next() is not { } message)
                throw new EndOfStreamException($"Expected a message of kind {kind}, found the end.");
            else if (WireMessage.KindOf(message) == kind)
                return message;
    }

    public DecisionRecord NextDecision() => DecisionCodec.Read(Next(MessageKind.Decision));

    /// <summary>Waits for a health message that fulfils the condition.</summary>
    public HealthRecord WaitForHealth(Func<HealthRecord, bool> condition) => WaitFor(MessageKind.Health, HealthCodec.Read, condition);

    /// <summary>Waits for a decision by a head; who comes late is told the last decision first, and that may be an older head's.</summary>
    public DecisionRecord WaitForDecisionBy(uint headVersion) => WaitFor(MessageKind.Decision, DecisionCodec.Read, decision => decision.HeadVersion == headVersion);

    /// <summary>Waits for a verdict by a policy; earlier ones may still be on their way.</summary>
    public void WaitForVerdictBy(uint policyVersion) => WaitFor(MessageKind.Verdict, TriageCodec.ReadVerdict, verdict => verdict.PolicyVersion == policyVersion);

    T WaitFor<T>(MessageKind kind, Func<ReadOnlyMemory<byte>, T> read, Func<T, bool> condition)
    {
        var deadline = System.Diagnostics.Stopwatch.StartNew();
        while (deadline.Elapsed < ChildProcess.Limit)
            if (read(Next(kind)) is var message && condition(message))
                return message;
        throw new TimeoutException($"Expected a message of kind {kind} that fulfils the condition, found none.");
    }

    public CommandReply Acquire(uint id)
    {
        var command = new FixedBufferWriter(64);
        CommandCodec.Write(command, new AcquireCommand(id));
        return Ask(command.Written.Span);
    }

    public CommandReply Ask(ReadOnlySpan<byte> command)
    {
        Send(command);
        return CommandCodec.ReadReply(Next(MessageKind.CommandReply));
    }

    public void Send(ReadOnlySpan<byte> command)
    {
        var frame = new FixedBufferWriter(command.Length + 64);
        StreamFrame.Write(frame, command);
        for (var rest = frame.Written; rest.Length > 0;)
            rest = rest[_socket.Send(rest.Span)..];
    }

    public void Dispose() => _socket.Dispose();
}
