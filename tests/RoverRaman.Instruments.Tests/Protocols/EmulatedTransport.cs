using RoverRaman.Emulator;

namespace RoverRaman.Instruments.Tests.Protocols;

/// <summary>An emulated instrument without line or clock: what it answers is there to be read at once. Keeps every byte that it was sent.</summary>
sealed class EmulatedTransport : IByteTransport
{
    readonly EmulatedInstrument _instrument;
    readonly Queue<byte> _replies = new();
    bool _speaks;

    public EmulatedTransport(EmulatedInstrument instrument)
    {
        _instrument = instrument;
        Put(instrument.Connect());
    }

    public string Name => "emulated";

    public List<byte> Sent { get; } = [];

    /// <summary>Spoils the next reply.</summary>
    public Func<byte[], byte[]>? Fault { get; set; }

    /// <summary>The line is gone.</summary>
    public bool Gone { get; set; }

    public bool Closed { get; private set; }

    public static EmulatedTransport Of(string protocol, string? model = null, DetectorOptions? detector = null)
    {
        var found = Protocol.Find(protocol);
        var kind = found.Model(model)!;
        var options = (detector ?? new DetectorOptions { Noise = 0 }) with { PixelCount = kind.Pixels, MaximumCounts = kind.MaximumCounts, Inverted = kind.Inverted };
        return new(found.Create(kind, new Detector(options), new SpectrumPlayer(Playlist.BuiltIn(), 1), new EmulatorSettings(), found.Baud));
    }

    public int Read(Span<byte> buffer, TimeSpan timeout, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        CheckLine();
        if (_replies.Count == 0 && Listen(timeout) is { } unasked)
            Put([unasked]);
        var count = 0;
        while (count < buffer.Length && _replies.TryDequeue(out buffer[count]))
            count++;
        return count;
    }

    public void Write(ReadOnlySpan<byte> bytes, TimeSpan timeout, CancellationToken cancellation)
    {
        CheckLine();
        Sent.AddRange(bytes);
        Put(_instrument.Receive(bytes.ToArray()));
    }

    public int DiscardInput()
    {
        var count = _replies.Count;
        _replies.Clear();
        return count;
    }

    public void Dispose() => Closed = true;

    // A free-running instrument pauses between lines, by the real clock.
    VirtualReply? Listen(TimeSpan timeout)
    {
        var said = _instrument.Speak();
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (said is null && _speaks && System.Diagnostics.Stopwatch.GetElapsedTime(start) < timeout)
        {
            Thread.Yield();
            said = _instrument.Speak();
        }
        _speaks |= said is not null;
        return said;
    }

    void Put(IEnumerable<VirtualReply> replies)
    {
        foreach (var reply in replies)
        {
            var bytes = Fault is null || reply.Bytes.Length < 100 ? reply.Bytes : Fault(reply.Bytes);
            if (reply.Bytes.Length >= 100)
                Fault = null;
            foreach (var value in bytes)
                _replies.Enqueue(value);
        }
    }

    void CheckLine()
    {
        if (Gone)
            throw new TransportLostException("unplugged");
    }
}
