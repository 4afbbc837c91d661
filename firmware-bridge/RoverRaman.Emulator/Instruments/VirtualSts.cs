using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using RoverRaman.Instruments.Obp;

namespace RoverRaman.Emulator;

/// <summary>
/// An STS without a line: request bytes in, replies out. It answers as the data sheet and field notes say: a set command is
/// acknowledged only when asked to, an unknown message is answered with error 2, and a spectrum before an integration time was set
/// with error 7.
/// </summary>
/// <param name="detector">Its detector.</param>
/// <param name="player">What passes under its laser.</param>
/// <param name="serialNumber">Its serial number, ASCII.</param>
/// <param name="baud">RS-232 rate at power-up.</param>
/// <param name="alwaysChecked">Every reply carries an MD5 checksum; otherwise only the answer to a request that carries one.</param>
public sealed class VirtualSts(Detector detector, SpectrumPlayer player, string serialNumber = "RR-STS-0001", int baud = 9600, bool alwaysChecked = false)
    : EmulatedInstrument(detector, player, baud)
{
    const uint ShortestMicroseconds = 10, LongestMicroseconds = 85_000_000;
    readonly ObpFrameReader _reader = new(maximumPayload: 1024);
    uint _microseconds;
    bool _lampOn;

    /// <summary>Serial number.</summary>
    public string SerialNumber => serialNumber;

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

    // False when no whole request is left; a null reply where the request has none.
    bool TryAnswer(out VirtualReply? reply)
    {
        reply = null;
        if (!_reader.TryRead(out var request))
            return false;
        reply = request.Type switch
        {
            ObpMessageType.GetRawSpectrum or ObpMessageType.GetCorrectedSpectrum => TakeSpectrum(request),
            ObpMessageType.SetIntegrationTime => Set(request, 4, SetIntegrationTime),
            ObpMessageType.SetLampEnable => Set(request, 1, SetLamp),
            ObpMessageType.SetBaud => Set(request, 4, SetBaud),
            ObpMessageType.SetTriggerMode => Set(request, 1, mode => mode == 0),
            ObpMessageType.SetScansToAverage => Set(request, 2, scans => scans == 1),
            _ => Get(request),
        };
        return true;
    }

    VirtualReply Get(in ObpMessage request) => request.Type switch
    {
        ObpMessageType.GetSerialNumber => Answer(request, Encoding.ASCII.GetBytes(serialNumber)),
        ObpMessageType.GetSerialNumberLength => Answer(request, [(byte)serialNumber.Length]),
        ObpMessageType.GetHardwareRevision => Answer(request, [1]),
        ObpMessageType.GetFirmwareRevision => Answer(request, [0x00, 0x01]),
        ObpMessageType.GetBaud => Answer(request, UInt32((uint)Baud)),
        ObpMessageType.GetIntegrationTime => Answer(request, UInt32(_microseconds)),
        ObpMessageType.GetMinimumIntegrationTime => Answer(request, UInt32(ShortestMicroseconds)),
        ObpMessageType.GetMaximumIntegrationTime => Answer(request, UInt32(LongestMicroseconds)),
        ObpMessageType.GetIntegrationTimeStep => Answer(request, UInt32(1)),
        ObpMessageType.GetTriggerMode => Answer(request, [0]),
        ObpMessageType.GetLampEnable => Answer(request, [_lampOn ? (byte)1 : (byte)0]),
        ObpMessageType.GetScansToAverage => Answer(request, [1, 0]),
        ObpMessageType.GetWavelengthCoefficientCount => Answer(request, [(byte)Detector.Coefficients.Count]),
        ObpMessageType.GetWavelengthCoefficient => Indexed(request, Detector.Coefficients),
        ObpMessageType.GetTemperatureCount => Answer(request, [3]),
        ObpMessageType.GetTemperature => Indexed(request, Temperatures()),
        _ => Refuse(request, ObpError.UnknownMessageType),
    };

    VirtualReply TakeSpectrum(in ObpMessage request)
    {
        if (_microseconds == 0)
            return Refuse(request, ObpError.NotReady);
        var payload = Array.Empty<byte>();
        var exposed = Expose(TimeSpan.FromMicroseconds(_microseconds), _lampOn, counts => payload = LittleEndian(counts));
        return exposed.HangUp ? exposed : Answer(request, payload) with { Kind = exposed.Kind, Work = exposed.Work, Played = exposed.Played };
    }

    static byte[] LittleEndian(int[] counts)
    {
        var bytes = new byte[counts.Length * sizeof(ushort)];
        for (var i = 0; i < counts.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * sizeof(ushort)), (ushort)counts[i]);
        return bytes;
    }

    bool SetIntegrationTime(uint microseconds)
    {
        if (microseconds is < ShortestMicroseconds or > LongestMicroseconds)
            return false;
        _microseconds = microseconds;
        return true;
    }

    bool SetLamp(uint state)
    {
        if (state > 1)
            return false;
        _lampOn = state == 1;
        return true;
    }

    // In force from the next byte on: the ACK still goes out at the old rate (see EmulatorHost).
    bool SetBaud(uint baud)
    {
        if (baud is not (9600 or 19200 or 38400 or 57600 or 115200))
            return false;
        Baud = (int)baud;
        return true;
    }

    float[] Temperatures() => [(float)Detector.Celsius, (float)Detector.Celsius + 0.5f, (float)Detector.Celsius + 1.5f];

    VirtualReply? Set(in ObpMessage request, int width, Func<uint, bool> apply)
    {
        var error = request.Data.Length != width ? ObpError.PayloadLengthMismatch : apply(Number(request.Data)) ? ObpError.None : ObpError.PayloadInvalid;
        if ((request.Flags & ObpFlags.AckRequested) == 0)
            return null;
        return (error == ObpError.None ? Answer(request, []) : Refuse(request, error)) with { Kind = ReplyKind.Setting };
    }

    VirtualReply Indexed(in ObpMessage request, IReadOnlyList<float> values)
    {
        if (request.Data.Length != 1)
            return Refuse(request, ObpError.PayloadLengthMismatch);
        return request.Data[0] < values.Count
            ? Answer(request, MemoryMarshal.AsBytes<float>([values[request.Data[0]]]).ToArray())
            : Refuse(request, ObpError.DoesNotExist);
    }

    VirtualReply Answer(in ObpMessage request, byte[] data)
    {
        var acknowledged = (request.Flags & ObpFlags.AckRequested) != 0 ? ObpFlags.Ack : ObpFlags.None;
        return Reply(request, ObpFlags.Response | acknowledged, ObpError.None, data);
    }

    VirtualReply Refuse(in ObpMessage request, ObpError error) => Reply(request, ObpFlags.Response | ObpFlags.Nack, error, []);

    VirtualReply Reply(in ObpMessage request, ObpFlags flags, ObpError error, byte[] data)
    {
        var (version, type, regarding, checksum) = (request.Version, request.Type, request.Regarding, alwaysChecked ? ObpChecksum.Md5 : request.Checksum);
        return new VirtualReply(Bytes(flags, error, data), TimeSpan.Zero)
        {
            // "The answer comes later" is no refusal: the answer does come.
            Errors = Errors,
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

    static byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    static uint Number(ReadOnlySpan<byte> data)
    {
        uint value = 0;
        for (var i = data.Length - 1; i >= 0; i--)
            value = value << 8 | data[i];
        return value;
    }
}
