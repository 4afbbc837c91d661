using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using RoverRaman.Instruments.Obp;

namespace RoverRaman.Emulator;

/// <summary>
/// An instrument that speaks OBP. It answers as the data sheet and field notes say: an unknown message is answered with error 2, and a spectrum
/// before an integration time was set with error 7.
/// </summary>
/// <param name="detector">Its detector.</param>
/// <param name="player">What passes under its laser.</param>
/// <param name="model">What it is.</param>
/// <param name="serialNumber">Its serial number, ASCII.</param>
/// <param name="baud">RS-232 rate at power-up.</param>
/// <param name="alwaysChecked">Every reply carries an MD5 checksum; otherwise only the answer to a request that carries one.</param>
public class VirtualObp(
    Detector detector, SpectrumPlayer player, ObpModel model, string serialNumber = "RR-STS-0001", int baud = 9600, bool alwaysChecked = false)
    : ObpInstrument(detector, player, baud, alwaysChecked)
{
    const float TecSetpoint = -10;
    readonly ObpSettings _settings = new(model);
    readonly float[] _nonlinearity = [1, 0, 0, 0, 0, 0, 0, 0];
    bool _lightSourceOn;
    float _setpoint = TecSetpoint;
    uint _spectra;

    /// <summary>Serial number.</summary>
    public string SerialNumber => serialNumber;

    /// <inheritdoc/>
    protected override VirtualReply? Handle(in ObpMessage request) =>
        request.Type == model.Spectrum || request.Type is ObpMessageType.GetRawSpectrum or ObpMessageType.GetCorrectedSpectrum ? TakeSpectrum(request)
            : request.Type == ObpMessageType.GetBufferedSpectra ? TakeBuffered(request)
            : Write(request) is { } error ? Conclude(request, error)
            : Get(request);

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

    // In force from the next byte on: the ACK still goes out at the old rate (see EmulatorHost).
    ObpError SetBaud(uint baud)
    {
        if (baud is not (9600 or 19200 or 38400 or 57600 or 115200))
            return ObpError.PayloadInvalid;
        Baud = (int)baud;
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

    VirtualReply Indexed(in ObpMessage request, IReadOnlyList<float> values)
    {
        if (request.Data.Length != 1)
            return Refuse(request, ObpError.PayloadLengthMismatch);
        return request.Data[0] < values.Count ? Answer(request, Float(values[request.Data[0]])) : Refuse(request, ObpError.DoesNotExist);
    }
}
