using RoverRaman.Wire;

namespace RoverRaman.Ground;

// COBS frames out of the pieces of a link, with the reader's losses passed on to the counters of the downlink.
sealed class LinkFrames(DownlinkCounters counters)
{
    static readonly byte[] End = [0];

    readonly CobsFrameReader _reader = new();
    long _badFrames;
    long _bytesSkipped;

    public bool TryRead(ref Memory<byte> rest, out ReadOnlyMemory<byte> message)
    {
        ReadOnlySpan<byte> input = rest.Span;
        bool found = _reader.TryRead(ref input, out message);
        rest = rest[^input.Length..];
        Count();
        return found;
    }

    /// <summary>What has begun is not continued: the next piece begins anew.</summary>
    public void Cut()
    {
        ReadOnlySpan<byte> input = End;
        _ = _reader.TryRead(ref input, out _);
        Count();
    }

    void Count()
    {
        counters.BadFrames += _reader.BadFrames - _badFrames;
        counters.BytesSkipped += _reader.BytesSkipped - _bytesSkipped;
        (_badFrames, _bytesSkipped) = (_reader.BadFrames, _reader.BytesSkipped);
    }
}
