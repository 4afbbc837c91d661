namespace RoverRaman.Instruments.Obp;

/// <summary>
/// Finds messages in a stream of bytes that may be damaged anywhere. Pure: bytes in through <see cref="FreeSpace"/> and
/// <see cref="Commit"/>, messages out of <see cref="TryRead"/>. Where a candidate fails a check, ONE byte is dropped and the hunt for
/// the start bytes goes on behind it, so that no good message after the damage is missed. Memory is bounded, and nothing is
/// allocated after construction.
/// </summary>
public sealed class ObpFrameReader
{
    /// <summary>Longest payload believed by default: room for every OBP device's spectrum with its metadata (QE Pro: 4,208 bytes).</summary>
    public const int DefaultMaximumPayload = 8192;

    readonly ReceiveBuffer _received;
    readonly int _maximumPayload;

    /// <summary>Makes an empty reader.</summary>
    /// <param name="maximumPayload">Longest payload to believe, bytes; a header that claims more is noise.</param>
    public ObpFrameReader(int maximumPayload = DefaultMaximumPayload)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximumPayload);
        _maximumPayload = maximumPayload;
        _received = new ReceiveBuffer(2 * (ObpMessage.MinimumLength + maximumPayload));
    }

    /// <summary>Whole valid messages found.</summary>
    public long Frames { get; private set; }

    /// <summary>Bytes dropped because no message held them.</summary>
    public long BytesSkipped { get; private set; }

    /// <summary>Candidates (start bytes seen) that failed a check.</summary>
    public long BadFrames { get; private set; }

    /// <summary>Bytes held that are not yet part of a message.</summary>
    public int Pending => _received.Count;

    /// <summary>
    /// Where to put the next bytes; at least one byte, as long as <see cref="TryRead"/> was called until it gave nothing.
    /// Taking it ends the life of the last message's data.
    /// </summary>
    public Span<byte> FreeSpace => _received.FreeSpace;

    /// <summary>Says how many bytes were put into <see cref="FreeSpace"/>.</summary>
    public void Commit(int count) => _received.Commit(count);

    /// <summary>The next message, if a whole one is here. Its data is valid until <see cref="FreeSpace"/> is taken.</summary>
    public bool TryRead(out ObpMessage message)
    {
        while (Hunt())
        {
            var result = ObpMessage.Decode(_received.Held, _maximumPayload, out message, out var length);
            if (result == DecodeResult.NeedMore)
                return false;
            if (result == DecodeResult.Message && !SwallowsAnother(length))
            {
                _received.Drop(length);
                Frames++;
                return true;
            }
            DropCandidate();
        }
        message = default;
        return false;
    }

    /// <summary>
    /// Gives up a candidate that is not complete and will not become so: nothing more came in time. Drops its first byte, so that
    /// messages which it had swallowed are found by the next <see cref="TryRead"/>. False when nothing was pending.
    /// </summary>
    public bool GiveUpCandidate()
    {
        if (Pending == 0)
            return false;
        DropCandidate();
        return true;
    }

    // A message that was cut short can end, by its claimed length, exactly at the end of a later one. No payload holds a message, so
    // one inside gives it away.
    bool SwallowsAnother(int length)
    {
        var inside = _received.Held[1..length];
        while (inside.IndexOf(ObpMessage.FirstStart) is var at and >= 0)
        {
            inside = inside[at..];
            if (ObpMessage.Decode(inside, _maximumPayload, out _, out _) == DecodeResult.Message)
                return true;
            inside = inside[1..];
        }
        return false;
    }

    // Moves to the next byte that can start a message; false when none is held.
    bool Hunt()
    {
        var held = _received.Held;
        var at = held.IndexOf(ObpMessage.FirstStart);
        var skipped = at < 0 ? held.Length : at;
        BytesSkipped += skipped;
        _received.Drop(skipped);
        return at >= 0;
    }

    void DropCandidate()
    {
        if (Pending >= 2 && _received.Held[1] == ObpMessage.SecondStart)
            BadFrames++;
        BytesSkipped++;
        _received.Drop(1);
    }
}
