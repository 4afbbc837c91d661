using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using RoverRaman.Instruments.Obp;

namespace RoverRaman.Emulator;

/// <summary>
/// An instrument that speaks OBP: request bytes in, replies out. It answers as the data sheet and field notes say: a set command is
/// acknowledged only when asked to, an unknown message is answered with error 2, and a spectrum before an integration time was set
/// with error 7.
/// </summary>
/// <param name="detector">Its detector.</param>
/// <param name="player">What passes under its laser.</param>
/// <param name="model">What it is.</param>
/// <param name="serialNumber">Its serial number, ASCII.</param>
/// <param name="baud">RS-232 rate at power-up.</param>
/// <param name="alwaysChecked">Every reply carries an MD5 checksum; otherwise only the answer to a request that carries one.</param>
public class VirtualObp(
    Detector detector, SpectrumPlayer player, ObpModel model, string serialNumber = "RR-STS-0001", int baud = 9600, bool alwaysChecked = false)
    : EmulatedInstrument(detector, player, baud)
{
    const float TecSetpoint = -10;
    readonly ObpFrameReader _reader = new(maximumPayload: 1024);
    readonly ObpSettings _settings = new(model);
    readonly float[] _nonlinearity = [1, 0, 0, 0, 0, 0, 0, 0];
    bool _lightSourceOn, _everyReplyChecked = alwaysChecked;
    float _setpoint = TecSetpoint;
    uint _spectra;

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
        reply = request.Type == model.Spectrum || request.Type is ObpMessageType.GetRawSpectrum or ObpMessageType.GetCorrectedSpectrum ? TakeSpectrum(request)
            : request.Type == ObpMessageType.GetBufferedSpectra ? TakeBuffered(request)
            : Write(request) is { } error ? Conclude(request, error)
            : Get(request);
        return true;
    }

    // Null where the message sets nothing.
    ObpError? Write(in ObpMessage request) => request.Type switch
    {
        ObpMessageType.SetBaud => Sized(request, 4) ?? SetBaud(ObpSettings.Number(request.Data)),
        ObpMessageType.SetChecksumType => Sized(request, 1) ?? SetChecksum(request.Data[0]),
        ObpMessageType.SetLightSourceEnable when model.UsesLightSource => Sized(request, 3) ?? SetLightSource(request.Data),
        ObpMessageType.SetTecSetpoint when model.HasTec => Sized(request, 4) ?? SetSetpoint(request.Data),
        ObpMessageType.ClearBuffer or ObpMessageType.AbortAcquisition or ObpMessageType.SimulateTrigger or ObpMessageType.SaveRs232Settings => ObpError.None,
        _ => _settings.Write(request.Type, request.Data),
    };

    VirtualReply Get(in ObpMessage request) => request.Type switch
    {
        ObpMessageType.GetSerialNumber => Answer(request, Encoding.ASCII.GetBytes(serialNumber)),
        ObpMessageType.GetSerialNumberLength => Answer(request, [(byte)serialNumber.Length]),
        ObpMessageType.GetHardwareRevision => Answer(request, [1]),
        ObpMessageType.GetFirmwareRevision or ObpMessageType.GetFpgaRevision => Answer(request, [0x00, 0x01]),
        ObpMessageType.GetBaud => Answer(request, UInt32((uint)Baud)),
        ObpMessageType.GetMinimumIntegrationTime => Answer(request, UInt32(model.ShortestMicroseconds)),
        ObpMessageType.GetMaximumIntegrationTime => Answer(request, UInt32(model.LongestMicroseconds)),
        ObpMessageType.GetIntegrationTimeStep => Answer(request, UInt32(1)),
        ObpMessageType.GetBufferedCount => Answer(request, UInt32(1)),
        ObpMessageType.GetWavelengthCoefficientCount => Answer(request, [(byte)Detector.Coefficients.Count]),
        ObpMessageType.GetWavelengthCoefficient => Indexed(request, Detector.Coefficients),
        ObpMessageType.GetNonlinearityCoefficientCount => Answer(request, [(byte)_nonlinearity.Length]),
        ObpMessageType.GetNonlinearityCoefficient => Indexed(request, _nonlinearity),
        ObpMessageType.GetTemperatureCount => Answer(request, [3]),
        ObpMessageType.GetTemperature => Indexed(request, Temperatures()),
        ObpMessageType.GetAllTemperatures => Answer(request, MemoryMarshal.AsBytes<float>(Temperatures()).ToArray()),
        ObpMessageType.GetTecStable when model.HasTec => Answer(request, [1]),
        ObpMessageType.GetTecSetpoint or ObpMessageType.GetTecTemperature when model.HasTec => Answer(request, Float(_setpoint)),
        ObpMessageType.GetLightSourceEnable when model.UsesLightSource => Answer(request, [_lightSourceOn ? (byte)1 : (byte)0]),
        _ when _settings.Read(request.Type) is { } setting => Answer(request, UInt32(setting.Value)[..setting.Width]),
        _ => Refuse(request, ObpError.UnknownMessageType),
    };

    bool Lit => model.UsesLightSource ? _lightSourceOn : _settings.LampOn;

    VirtualReply TakeSpectrum(in ObpMessage request) => Take(request, model.MetadataLength, 0, counts => Pixels(counts, model.BytesPerPixel));

    // Of the buffer only what is asked for most: one spectrum, taken now.
    VirtualReply TakeBuffered(in ObpMessage request)
    {
        if (Sized(request, 4) is { } error)
            return Refuse(request, error);
        if (model.BytesPerPixel != sizeof(ushort) || ObpSettings.Number(request.Data) != 1)
            return Refuse(request, ObpError.DoesNotExist);
        return Take(request, 0, ObpMetadata.TrailerLength, counts =>
        {
            var metadata = new byte[ObpMetadata.Length];
            new ObpMetadata((uint)(counts.Length * sizeof(ushort)), 0, _settings.Microseconds, ObpMetadata.UInt16Pixels, _spectra, (ushort)_settings.Scans).Encode(metadata);
            return [.. metadata, .. Pixels(counts, sizeof(ushort))];
        });
    }

    VirtualReply Take(in ObpMessage request, int before, int behind, Func<int[], byte[]> encode)
    {
        if (_settings.Microseconds == 0)
            return Refuse(request, ObpError.NotReady);
        var exposed = Expose(TimeSpan.FromMicroseconds(_settings.Microseconds), Lit, encode, _settings.Scans);
        _spectra++;
        return exposed.HangUp
            ? exposed
            : Answer(request, [.. new byte[before], .. exposed.Bytes, .. new byte[behind]]) with { Kind = exposed.Kind, Work = exposed.Work, Played = exposed.Played };
    }

    static byte[] Pixels(int[] counts, int width)
    {
        var bytes = new byte[counts.Length * width];
        for (var i = 0; i < counts.Length; i++)
            if (width == sizeof(ushort))
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * width), (ushort)counts[i]);
            else
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * width), counts[i]);
        return bytes;
    }

    // In force from the next byte on: the ACK still goes out at the old rate (see EmulatorHost).
    ObpError SetBaud(uint baud)
    {
        if (baud is not (9600 or 19200 or 38400 or 57600 or 115200))
            return ObpError.PayloadInvalid;
        Baud = (int)baud;
        return ObpError.None;
    }

    ObpError SetChecksum(byte type)
    {
        if (type > (byte)ObpChecksum.Md5)
            return ObpError.UnknownChecksumType;
        _everyReplyChecked = type == (byte)ObpChecksum.Md5;
        return ObpError.None;
    }

    ObpError SetLightSource(ReadOnlySpan<byte> data)
    {
        if (data[0] != 0 || data[1] != 0)
            return ObpError.DoesNotExist;
        _lightSourceOn = data[2] != 0;
        return ObpError.None;
    }

    ObpError SetSetpoint(ReadOnlySpan<byte> data)
    {
        var celsius = BinaryPrimitives.ReadSingleLittleEndian(data);
        if (!(Math.Abs(celsius) <= 50))
            return ObpError.PayloadInvalid;
        _setpoint = celsius;
        return ObpError.None;
    }

    float[] Temperatures() => [(float)Detector.Celsius, (float)Detector.Celsius + 0.5f, (float)Detector.Celsius + 1.5f];

    static ObpError? Sized(in ObpMessage request, int width) => request.Data.Length == width ? null : ObpError.PayloadLengthMismatch;

    VirtualReply? Conclude(in ObpMessage request, ObpError error)
    {
        if ((request.Flags & ObpFlags.AckRequested) == 0)
            return null;
        return (error == ObpError.None ? Answer(request, []) : Refuse(request, error)) with { Kind = ReplyKind.Setting };
    }

    VirtualReply Indexed(in ObpMessage request, IReadOnlyList<float> values)
    {
        if (request.Data.Length != 1)
            return Refuse(request, ObpError.PayloadLengthMismatch);
        return request.Data[0] < values.Count ? Answer(request, Float(values[request.Data[0]])) : Refuse(request, ObpError.DoesNotExist);
    }

    VirtualReply Answer(in ObpMessage request, byte[] data)
    {
        var acknowledged = (request.Flags & ObpFlags.AckRequested) != 0 ? ObpFlags.Ack : ObpFlags.None;
        return Reply(request, ObpFlags.Response | acknowledged, ObpError.None, data);
    }

    VirtualReply Refuse(in ObpMessage request, ObpError error) => Reply(request, ObpFlags.Response | ObpFlags.Nack, error, []);

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

    static byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    static byte[] Float(float value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return bytes;
    }
}
