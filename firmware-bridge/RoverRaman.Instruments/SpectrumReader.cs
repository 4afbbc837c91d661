namespace RoverRaman.Instruments;

/// <summary>
/// Finds spectra of one protocol in a stream of bytes that may be damaged anywhere. Pure: bytes in through <see cref="FreeSpace"/> and
/// <see cref="Commit"/>, spectra out of <see cref="TryRead"/>. Where a candidate fails a check, ONE byte is dropped (of a text protocol: one line)
/// and the hunt goes on behind it. Memory is bounded, and nothing is allocated after construction.
/// </summary>
public abstract class SpectrumReader
{
    readonly ReceiveBuffer _received;
    readonly float[] _counts;

    /// <summary>Makes an empty reader.</summary>
    /// <param name="pixels">Values in a spectrum.</param>
    /// <param name="longest">Longest spectrum on the wire, bytes.</param>
    /// <param name="shortest">Shortest spectrum on the wire, bytes.</param>
    protected SpectrumReader(int pixels, int longest, int shortest)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pixels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longest);
        _counts = new float[pixels];
        _received = new ReceiveBuffer(2 * longest);
        LongestFrame = longest;
        ShortestFrame = shortest;
    }

    /// <summary>Longest spectrum on the wire, bytes.</summary>
    public int LongestFrame { get; }

    /// <summary>Shortest spectrum on the wire, bytes.</summary>
    public int ShortestFrame { get; }

    /// <summary>The last spectrum read, one value (counts) a pixel; valid until the next <see cref="TryRead"/>.</summary>
    public ReadOnlySpan<float> Counts => _counts;

    /// <summary>Whole valid spectra found.</summary>
    public long Frames { get; private set; }

    /// <summary>Bytes dropped because no spectrum held them.</summary>
    public long BytesSkipped { get; private set; }

    /// <summary>Candidates (a start was seen) that failed a check.</summary>
    public long BadFrames { get; private set; }

    /// <summary>Bytes held that are not yet part of a spectrum.</summary>
    public int Pending => _received.Count;

    /// <summary>Where to put the next bytes; at least one byte, as long as <see cref="TryRead"/> was called until it gave nothing.</summary>
    public Span<byte> FreeSpace => _received.FreeSpace;

    /// <summary>Says how many bytes were put into <see cref="FreeSpace"/>.</summary>
    public void Commit(int count) => _received.Commit(count);

    /// <summary>True where a whole spectrum is here; <see cref="Counts"/> then holds it.</summary>
    public bool TryRead()
    {
        while (Pending > 0)
        {
            var held = _received.Held;
            var noise = SkipToStart(held);
            BytesSkipped += noise;
            _received.Drop(noise);
            if (Pending == 0)
                return false;
            var result = Decode(held[noise..], _counts, out var length);
            if (result == DecodeResult.NeedMore)
                return false;
            if (result == DecodeResult.Message)
            {
                _received.Drop(length);
                Frames++;
                return true;
            }
            DropCandidate(Math.Clamp(length, 1, Pending));
        }
        return false;
    }

    /// <summary>
    /// Gives up a candidate that will not become complete: nothing more came in time. Drops its first byte, so that a spectrum which it
    /// had swallowed is found by the next <see cref="TryRead"/>; all of it where the rest is too short to hold one. False when nothing was pending.
    /// </summary>
    public bool GiveUpCandidate()
    {
        if (Pending == 0)
            return false;
        DropCandidate(Pending > ShortestFrame ? 1 : Pending);
        return true;
    }

    /// <summary>Forgets what is held and counts it as skipped: for protocols in which nothing behind damage can be told apart.</summary>
    public void DropAll()
    {
        if (Pending > 0)
            BadFrames++;
        BytesSkipped += Pending;
        _received.Drop(Pending);
        OnDropped(everything: true);
    }

    /// <summary>Number of bytes before the first that can start a spectrum; the length where there is none. 0 in a protocol without a start mark.</summary>
    protected abstract int SkipToStart(ReadOnlySpan<byte> bytes);

    /// <summary>Decides whether a spectrum starts at the first byte, and reads it.</summary>
    /// <param name="bytes">What has arrived; not empty.</param>
    /// <param name="counts">Filled where the answer is <see cref="DecodeResult.Message"/>; may be overwritten in any case.</param>
    /// <param name="length">Its length on the wire; of what is no spectrum, the number of bytes to drop, where that is more than one.</param>
    protected abstract DecodeResult Decode(ReadOnlySpan<byte> bytes, Span<float> counts, out int length);

    /// <summary>Bytes were dropped: what a decoder remembers of an earlier look does not hold any more.</summary>
    /// <param name="everything">True where nothing is held now.</param>
    protected virtual void OnDropped(bool everything)
    {
    }

    void DropCandidate(int bytes)
    {
        BadFrames++;
        BytesSkipped += bytes;
        _received.Drop(bytes);
        OnDropped(everything: false);
    }
}
