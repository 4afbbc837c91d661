using System.Buffers.Binary;
using RoverRaman.Instruments.Obp;

namespace RoverRaman.Emulator;

/// <summary>
/// The frame of both generations of OBP: request bytes in, replies out. A set command is acknowledged only when asked to, a refusal carries an error
/// number, and a reply has the version of its request.
/// </summary>
/// <param name="detector">Its detector.</param>
/// <param name="player">What passes under its laser.</param>
/// <param name="baud">RS-232 rate at power-up.</param>
/// <param name="alwaysChecked">Every reply carries an MD5 checksum; otherwise only the answer to a request that carries one.</param>
public abstract class ObpInstrument(Detector detector, SpectrumPlayer player, int baud, bool alwaysChecked) : EmulatedInstrument(detector, player, baud)
{
    readonly ObpFrameReader _reader = new(maximumPayload: 1024);
    bool _everyReplyChecked = alwaysChecked;

    /// <inheritdoc/>
    public override long Requests => _reader.Frames;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Errors { get; } = [.. Enum.GetValues<ObpError>().Where(error => error != ObpError.None).Select(error => (int)error)];

    /// <inheritdoc/>
    public override IEnumerable<VirtualReply> Receive(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var part = bytes[..Math.Min(bytes.Length, _reader.FreeSpace.Length)];
            part.Span.CopyTo(_reader.FreeSpace);
            _reader.Commit(part.Length);
            bytes = bytes[part.Length..];
            while (TryAnswer(out var reply))
                if (reply is not null)
                    yield return reply;
        }
    }

    /// <summary>A message as bytes.</summary>
    public static byte[] Encode(in ObpMessage message)
    {
        var bytes = new byte[message.EncodedLength];
        _ = message.Encode(bytes);
        return bytes;
    }

    /// <summary>Carries a request out; null where it has no reply.</summary>
    protected abstract VirtualReply? Handle(in ObpMessage request);

    // False when no whole request is left; a null reply where the request has none.
    bool TryAnswer(out VirtualReply? reply)
    {
        reply = null;
        if (!_reader.TryRead(out var request))
            return false;
        reply = Handle(request);
        return true;
    }

    /// <summary>From the reply to this on, replies carry this checksum.</summary>
    protected ObpError SetChecksum(byte type)
    {
        if (type > (byte)ObpChecksum.Md5)
            return ObpError.UnknownChecksumType;
        _everyReplyChecked = type == (byte)ObpChecksum.Md5;
        return ObpError.None;
    }

    /// <summary>The error of data that are not so long, or null.</summary>
    protected static ObpError? Sized(in ObpMessage request, int width) => request.Data.Length == width ? null : ObpError.PayloadLengthMismatch;

    /// <summary>The reply to a set command: none unless one was asked for.</summary>
    protected VirtualReply? Conclude(in ObpMessage request, ObpError error)
    {
        if ((request.Flags & ObpFlags.AckRequested) == 0)
            return null;
        return (error == ObpError.None ? Answer(request, []) : Refuse(request, error)) with { Kind = ReplyKind.Setting };
    }

    /// <summary>A reply with data.</summary>
    protected VirtualReply Answer(in ObpMessage request, byte[] data)
    {
        var acknowledged = (request.Flags & ObpFlags.AckRequested) != 0 ? ObpFlags.Ack : ObpFlags.None;
        return Reply(request, ObpFlags.Response | acknowledged, ObpError.None, data);
    }

    /// <summary>A refusal.</summary>
    protected VirtualReply Refuse(in ObpMessage request, ObpError error) => Reply(request, ObpFlags.Response | ObpFlags.Nack, error, []);

    VirtualReply Reply(in ObpMessage request, ObpFlags flags, ObpError error, byte[] data)
    {
        var (version, type, regarding, checksum) = (request.Version, request.Type, request.Regarding, _everyReplyChecked ? ObpChecksum.Md5 : request.Checksum);
        return new VirtualReply(Bytes(flags, error, data), TimeSpan.Zero)
        {
            Errors = Errors,
            // "The answer comes later" is no refusal: the answer does come.
            Refusal = number => (ObpError)number == ObpError.Deferred
                ? [.. Bytes(ObpFlags.Response, ObpError.Deferred, []), .. Bytes(flags, error, data)]
                : Bytes(ObpFlags.Response | ObpFlags.Nack, (ObpError)number, []),
        };

        byte[] Bytes(ObpFlags flags, ObpError error, byte[] data) => Encode(new ObpMessage
        {
            Version = version,
            Type = type,
            Flags = flags,
            Error = error,
            Regarding = regarding,
            Checksum = checksum,
            Data = data,
        });
    }

    /// <summary>A number, least significant byte first.</summary>
    protected static byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    /// <summary>A number as an f32.</summary>
    protected static byte[] Float(float value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return bytes;
    }

    /// <summary>Counts, least significant byte first.</summary>
    protected static byte[] Pixels(int[] counts, int width)
    {
        var bytes = new byte[counts.Length * width];
        for (var i = 0; i < counts.Length; i++)
            if (width == sizeof(ushort))
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * width), (ushort)counts[i]);
            else
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * width), counts[i]);
        return bytes;
    }
}
