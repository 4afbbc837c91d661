using RoverRaman.Instruments.Captures;

namespace RoverRaman.Emulator;

/// <summary>
/// The instrument of a capture: when as many bytes have come as the recorded host had sent, it says what the instrument said then. The host must
/// ask in the recorded order; each connection begins anew. What is said between two requests is one reply, so that faults can hit it.
/// </summary>
/// <param name="records">The capture.</param>
/// <param name="detector">Not used.</param>
/// <param name="player">Not used.</param>
/// <param name="baud">Rate.</param>
public sealed class VirtualRecording(IReadOnlyList<CaptureRecord> records, Detector detector, SpectrumPlayer player, int baud)
    : EmulatedInstrument(detector, player, baud)
{
    int _next;
    long _received;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Errors { get; } = [];

    /// <summary>Whether the capture was played to its end.</summary>
    public override bool Finished => _next >= records.Count;

    /// <inheritdoc/>
    public override IEnumerable<VirtualReply> Connect()
    {
        (_next, _received) = (0, 0);
        return Continue();
    }

    /// <inheritdoc/>
    public override IEnumerable<VirtualReply> Receive(ReadOnlyMemory<byte> bytes)
    {
        _received += bytes.Length;
        return Continue();
    }

    IEnumerable<VirtualReply> Continue()
    {
        while (_next < records.Count)
        {
            if (records[_next].FromInstrument)
            {
                yield return new VirtualReply(TakeReply(), TimeSpan.Zero);
                continue;
            }
            if (_received < records[_next].Bytes.Length)
                yield break;
            _received -= records[_next++].Bytes.Length;
            Requests++;
        }
    }

    byte[] TakeReply()
    {
        var reply = new List<byte>();
        while (_next < records.Count && records[_next].FromInstrument)
            reply.AddRange(records[_next++].Bytes);
        return [.. reply];
    }
}
