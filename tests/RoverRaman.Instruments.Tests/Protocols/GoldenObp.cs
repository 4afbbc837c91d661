using RoverRaman.Instruments.Obp;

namespace RoverRaman.Instruments.Tests.Protocols;

/// <summary>An OBP instrument without line or clock that answers questions and gives the same spectrum each time; one byte of one reply can be changed.</summary>
sealed class GoldenObp(ObpModel model, ObpChecksum checksum) : IByteTransport
{
    readonly ObpFrameReader _requests = new();
    readonly byte[] _pixels = Payload(model);
    byte[] _reply = [];
    int _read;

    public string Name => "golden";

    /// <summary>Place and bits to turn over in the next reply that carries data; that reply alone.</summary>
    public (int At, int Bits)? Change { get; set; }

    /// <summary>The last reply, as it was sent.</summary>
    public byte[] LastReply => _reply;

    public int Read(Span<byte> buffer, TimeSpan timeout, CancellationToken cancellation)
    {
        var count = Math.Min(buffer.Length, _reply.Length - _read);
        _reply.AsSpan(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    public void Write(ReadOnlySpan<byte> bytes, TimeSpan timeout, CancellationToken cancellation)
    {
        bytes.CopyTo(_requests.FreeSpace);
        _requests.Commit(bytes.Length);
        if (_requests.TryRead(out var request))
            Reply(request);
    }

    public int DiscardInput() => 0;

    public void Dispose()
    {
    }

    void Reply(in ObpMessage request)
    {
        ReadOnlySpan<byte> data = request.Type == model.Spectrum ? _pixels
            : request.Type == ObpMessageType.GetSerialNumber ? "GOLDEN01"u8
            : request.Type == ObpMessageType.GetWavelengthCoefficientCount ? [2]
            : request.Type == ObpMessageType.GetWavelengthCoefficient ? [0, 0, 0x80, 0x3F] : [];
        var known = data.Length > 0 || (request.Flags & ObpFlags.AckRequested) != 0;
        var message = new ObpMessage
        {
            Type = request.Type,
            Regarding = request.Regarding,
            Flags = ObpFlags.Response | (known ? ObpFlags.Ack : ObpFlags.Nack),
            Error = known ? ObpError.None : ObpError.DoesNotExist,
            Checksum = checksum,
            Data = data,
        };
        if (_reply.Length != message.EncodedLength)
            _reply = new byte[message.EncodedLength];
        _ = message.Encode(_reply);
        _read = 0;
        if (data.Length == 0 || Change is not var (at, bits))
            return; // an acknowledgement stays whole
        _reply[at] ^= (byte)bits;
        Change = null;
    }

    static byte[] Payload(ObpModel model)
    {
        var payload = new byte[model.PayloadLength];
        new Random(model.PixelCount).NextBytes(payload);
        return payload;
    }
}
