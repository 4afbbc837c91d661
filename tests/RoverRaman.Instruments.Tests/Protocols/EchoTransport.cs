namespace RoverRaman.Instruments.Tests.Protocols;

/// <summary>Passes a line through, and on wish plays what came in between two calls again and again without allocating.</summary>
sealed class EchoTransport(IByteTransport inner) : IByteTransport
{
    readonly List<byte> _recorded = [];
    byte[]? _loop;
    int _at;
    bool _recording;

    public string Name => "echo";

    public void Record() => _recording = true;

    public void Replay() => _loop = [.. _recorded];

    public int Read(Span<byte> buffer, TimeSpan timeout, CancellationToken cancellation)
    {
        if (_loop is not null)
        {
            var count = Math.Min(buffer.Length, _loop.Length - _at);
            _loop.AsSpan(_at, count).CopyTo(buffer);
            _at = (_at + count) % _loop.Length;
            return count;
        }
        var read = inner.Read(buffer, timeout, cancellation);
        if (_recording)
            _recorded.AddRange(buffer[..read]);
        return read;
    }

    public void Write(ReadOnlySpan<byte> bytes, TimeSpan timeout, CancellationToken cancellation)
    {
        if (_loop is null)
            inner.Write(bytes, timeout, cancellation);
        else
            _at = 0;
    }

    public int DiscardInput()
    {
        if (_loop is null)
            return inner.DiscardInput();
        _at = 0;
        return 0;
    }

    public void Dispose() => inner.Dispose();
}
