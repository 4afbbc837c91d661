using RoverRaman.Instruments.Obp;

namespace RoverRaman.Instruments.Tests.Protocols;

/// <summary>
/// An OBP instrument without line or clock that gives the same answer to a question each time; one byte of one reply can be changed, and
/// replies cut short.
/// </summary>
/// <param name="answers">Data by type; empty: not known, or a command.</param>
/// <param name="checksum">Of replies.</param>
sealed class GoldenObp(Func<ObpMessageType, byte[]> answers, ObpChecksum checksum) : IByteTransport
{
    readonly ObpFrameReader _requests = new();
    byte[] _reply = [];
    int _read;

    public GoldenObp(ObpModel model, ObpChecksum checksum)
        : this(Answers(model, Payload(model)), checksum)
    {
    }

    public string Name => "golden";

    /// <summary>Most bytes that a read gives.</summary>
    public int Stride { get; init; } = int.MaxValue;

    /// <summary>Length at which replies end, or null for whole ones.</summary>
    public int? Cut { get; set; }

    /// <summary>Place and bits to turn over in the next reply that carries data; that reply alone.</summary>
    public (int At, int Bits)? Change { get; set; }

    /// <summary>The last reply, as it was sent.</summary>
    public byte[] LastReply => _reply;

    public int Read(Span<byte> buffer, TimeSpan timeout, CancellationToken cancellation)
    {
        var count = Math.Min(Math.Min(buffer.Length, Stride), Math.Min(Cut ?? int.MaxValue, _reply.Length) - _read);
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
        var data = answers(request.Type);
        var known = data.Length > 0 || (request.Flags & ObpFlags.AckRequested) != 0;
        var message = new ObpMessage
        {
            Version = request.Version,
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

    static Func<ObpMessageType, byte[]> Answers(ObpModel model, byte[] payload)
    {
        byte[] serial = [.. "GOLDEN01"u8], count = [2], one = [0, 0, 0x80, 0x3F];
        return type => type == model.Spectrum ? payload
            : type switch
            {
                ObpMessageType.GetSerialNumber => serial,
                ObpMessageType.GetWavelengthCoefficientCount => count,
                ObpMessageType.GetWavelengthCoefficient => one,
                _ => [],
            };
    }

    static byte[] Payload(ObpModel model)
    {
        var payload = new byte[model.PayloadLength];
        new Random(model.PixelCount).NextBytes(payload);
        return payload;
    }
}
