using RoverRaman.Instruments.Obp;

namespace RoverRaman.Instruments.Tests;

/// <summary>An instrument without a line or a clock: each request is handed to a script, and what it gives is there to be read at once.</summary>
sealed class ScriptedInstrument(ScriptedInstrument.Script script) : IByteTransport
{
    readonly ObpFrameReader _requests = new();
    readonly Queue<byte> _replies = new();

    public delegate IEnumerable<byte[]> Script(ObpMessageType type, ObpFlags flags, uint regarding, byte[] data);

    public string Name => "script";

    public List<ObpMessageType> Asked { get; } = [];

    public bool Closed { get; private set; }

    public int Read(Span<byte> buffer, TimeSpan timeout, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var count = 0;
        while (count < buffer.Length && _replies.TryDequeue(out buffer[count]))
            count++;
        return count;
    }

    public void Write(ReadOnlySpan<byte> bytes, TimeSpan timeout, CancellationToken cancellation)
    {
        bytes.CopyTo(_requests.FreeSpace);
        _requests.Commit(bytes.Length);
        while (_requests.TryRead(out var request))
        {
            Asked.Add(request.Type);
            foreach (var reply in script(request.Type, request.Flags, request.Regarding, request.Data.ToArray()))
                foreach (var value in reply)
                    _replies.Enqueue(value);
        }
    }

    public int DiscardInput()
    {
        var count = _replies.Count;
        _replies.Clear();
        return count;
    }

    public void Dispose() => Closed = true;
}
