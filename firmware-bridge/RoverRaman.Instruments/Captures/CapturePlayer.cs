namespace RoverRaman.Instruments.Captures;

/// <summary>
/// Plays a capture's instrument to a host: waits for as many bytes as the recorded host had sent, then says what the instrument said, with
/// the recorded delays or at once. The host must ask in the recorded order.
/// </summary>
/// <param name="records">The capture.</param>
/// <param name="paced">Keep the recorded delays.</param>
public sealed class CapturePlayer(IReadOnlyList<CaptureRecord> records, bool paced)
{
    static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(200);

    /// <summary>Bytes of the host that were not those of the recording.</summary>
    public long Different { get; private set; }

    /// <summary>Records played.</summary>
    public int Played { get; private set; }

    /// <summary>Plays to the end, or until cancelled.</summary>
    public void Play(IByteTransport line, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(line);
        var last = TimeSpan.Zero;
        foreach (var record in records)
        {
            if (record.FromInstrument)
            {
                if (paced && record.Time > last && cancellation.WaitHandle.WaitOne(record.Time - last))
                    cancellation.ThrowIfCancellationRequested();
                line.Write(record.Bytes, TimeSpan.FromSeconds(10), cancellation);
            }
            else
            {
                Await(line, record.Bytes, cancellation);
            }
            last = record.Time;
            Played++;
        }
    }

    void Await(IByteTransport line, byte[] expected, CancellationToken cancellation)
    {
        Span<byte> found = new byte[expected.Length];
        for (var got = 0; got < found.Length;)
            got += line.Read(found[got..], Turn, cancellation);
        for (var i = 0; i < found.Length; i++)
            Different += found[i] == expected[i] ? 0 : 1;
    }
}
