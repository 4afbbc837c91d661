using System.Runtime.InteropServices;
using System.Text;
using RoverRaman.Instruments.Obp;

namespace RoverRaman.Emulator;

/// <summary>
/// An instrument that speaks the second version of OBP, with as many pixels as its detector has. Every spectrum is one of a sample: no message that
/// switches a laser is known. A request of another version is refused with error 1, an unknown message with error 2 (assumed).
/// </summary>
/// <param name="detector">Its detector.</param>
/// <param name="player">What passes under its laser.</param>
/// <param name="saturation">Largest count of its converter.</param>
/// <param name="serialNumber">Its serial number, ASCII.</param>
/// <param name="baud">RS-232 rate.</param>
/// <param name="alwaysChecked">Every reply carries an MD5 checksum; otherwise only the answer to a request that carries one.</param>
public sealed class VirtualObp2(Detector detector, SpectrumPlayer player, int saturation, string serialNumber, int baud = 9600, bool alwaysChecked = false)
    : ObpInstrument(detector, player, baud, alwaysChecked)
{
    const int MetadataLength = 32, HighestTriggerMode = 3;
    static readonly float[] Nonlinearity = [1, 0, 0, 0, 0, 0, 0, 0];
    uint _microseconds = 100_000;

    /// <inheritdoc/>
    protected override VirtualReply? Handle(in ObpMessage request) => request.Version != ObpMessage.SecondVersion
        ? Refuse(request, ObpError.UnsupportedProtocol)
        : request.Type switch
        {
            ObpMessageType.GetSerialNumber => Answer(request, Encoding.ASCII.GetBytes(serialNumber)),
            ObpMessageType.SetChecksumType => Conclude(request, Sized(request, 1) ?? SetChecksum(request.Data[0])),
            ObpMessageType.Obp2SetIntegrationTime => Conclude(request, Sized(request, 4) ?? SetIntegrationTime(ObpSettings.Number(request.Data))),
            ObpMessageType.Obp2SetTriggerMode => Conclude(request, Sized(request, 1) ?? (request.Data[0] <= HighestTriggerMode ? ObpError.None : ObpError.PayloadInvalid)),
            ObpMessageType.Obp2GetWavelengthCoefficients => Answer(request, Coefficients(Detector.Coefficients)),
            ObpMessageType.Obp2GetNonlinearityCoefficients => Answer(request, Coefficients(Nonlinearity)),
            ObpMessageType.Obp2GetSaturationLevel => Answer(request, UInt32((uint)saturation)),
            ObpMessageType.Obp2Spectrum => TakeSpectrum(request),
            _ => Refuse(request, ObpError.UnknownMessageType),
        };

    ObpError SetIntegrationTime(uint microseconds)
    {
        if (microseconds == 0)
            return ObpError.PayloadInvalid;
        _microseconds = microseconds;
        return ObpError.None;
    }

    VirtualReply TakeSpectrum(in ObpMessage request)
    {
        var exposed = Expose(TimeSpan.FromMicroseconds(_microseconds), lit: true, counts => [.. new byte[MetadataLength], .. Pixels(counts, sizeof(ushort))]);
        return exposed.HangUp ? exposed : Answer(request, exposed.Bytes) with { Kind = exposed.Kind, Work = exposed.Work, Played = exposed.Played };
    }

    // In front of them stands a number that hosts drop; here, how many there are.
    static byte[] Coefficients(IReadOnlyList<float> values) => MemoryMarshal.AsBytes<float>([values.Count, .. values]).ToArray();
}
