using System.Buffers.Binary;
using System.Text;
using RoverRaman.Instruments;
using RoverRaman.Instruments.Wasatch;

namespace RoverRaman.Emulator;

/// <summary>A Wasatch Photonics spectrometer behind its byte stream over TCP: greets, waits for "BIN", then answers requests without frames.</summary>
/// <param name="detector">Its detector, 1,024 pixels of 16 bits.</param>
/// <param name="player">What passes under its laser.</param>
/// <param name="serialNumber">Its serial number, at most 16 ASCII bytes.</param>
/// <param name="baud">Rate, where it is put on a pty.</param>
public sealed class VirtualWasatch(Detector detector, SpectrumPlayer player, string serialNumber, int baud = 115200)
    : EmulatedInstrument(detector, player, baud)
{
    const byte Failure = 1;
    readonly RequestBuffer _requests = new();
    bool _binary, _laserOn;
    int _milliseconds = 100;
    ushort _watchdogSeconds, _scans = 1;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Errors { get; } = [Failure];

    /// <inheritdoc/>
    public override IEnumerable<VirtualReply> Connect()
    {
        // A new connection; a laser does not outlive the one that lit it.
        (_binary, _laserOn) = (false, false);
        _requests.Clear();
        return [new VirtualReply(WispRequest.Greeting.ToArray(), TimeSpan.Zero)];
    }

    /// <inheritdoc/>
    public override IEnumerable<VirtualReply> Receive(ReadOnlyMemory<byte> bytes)
    {
        _requests.Add(bytes);
        if (!_binary)
        {
            if (_requests.TakeLine((byte)'\n') != "BIN")
                yield break;
            _binary = true;
            yield return Done();
        }
        while (WispRequest.Decode(_requests.Bytes, out var request, out var length) == DecodeResult.Message)
        {
            _requests.Take(length);
            Requests++;
            if (request.Opcode == WispOpcode.Disconnect)
            {
                yield return new VirtualReply([WispRequest.Success], TimeSpan.Zero, HangUp: true);
                yield break;
            }
            if (Answer(request) is { } reply)
                yield return reply;
        }
    }

    VirtualReply? Answer(WispRequest request) => request.Opcode switch
    {
        WispOpcode.FirmwareRevision => Bytes([0, 1, 0, 1]),
        WispOpcode.ProtocolVersion => Bytes([0, 0, 0, 1]),
        WispOpcode.Identity => Bytes([0x24, 0xAA, 0x40, 0x00]),
        WispOpcode.Model => Bytes(Padded("WP-785", 32)),
        WispOpcode.SerialNumber => Bytes(Padded(serialNumber, 16)),
        WispOpcode.LineLength => Bytes(Word((ushort)Detector.PixelCount)),
        WispOpcode.LineCount => Bytes(Word(1)),
        WispOpcode.Excitation => Bytes(Float((float)Detector.LaserNanometres)),
        WispOpcode.WavelengthCoefficient => Bytes(Float(request.Index < Detector.Coefficients.Count ? Detector.Coefficients[request.Index] : 0)),
        WispOpcode.GetIntegrationTime => Bytes([(byte)_milliseconds, (byte)(_milliseconds >> 8), (byte)(_milliseconds >> 16)]),
        WispOpcode.GetLaserEnabled or WispOpcode.IsLaserFiring => Bytes([_laserOn ? (byte)1 : (byte)0]),
        WispOpcode.CanLaserFire => Bytes([1]),
        WispOpcode.GetLaserWatchdog => Bytes(Word(_watchdogSeconds)),
        WispOpcode.Acquire => Expose(TimeSpan.FromMilliseconds(_milliseconds), _laserOn, Encode, _scans),
        _ => Set(request),
    };

    // Null for a request that is not known: what a device does with one was not found.
    VirtualReply? Set(WispRequest request)
    {
        switch (request.Opcode)
        {
            case WispOpcode.SetIntegrationTime:
                _milliseconds = Math.Max(1, request.Value | (request.Index & 0xFF) << 16);
                return Done();
            case WispOpcode.SetLaserEnable:
                _laserOn = request.Value == 1;
                return Done();
            case WispOpcode.SetLaserWatchdog:
                _watchdogSeconds = request.Index;
                return Done();
            case WispOpcode.SetScansToAverage when request.Index > 0:
                _scans = request.Index;
                return Done();
            case WispOpcode.SetTecEnable or WispOpcode.SetTriggerSource:
                return Done();
            default:
                return null;
        }
    }

    VirtualReply Done() => new([WispRequest.Success], TimeSpan.Zero) { Kind = ReplyKind.Setting, Refusal = _ => [Failure], Errors = Errors };

    static VirtualReply Bytes(byte[] bytes) => new(bytes, TimeSpan.Zero);

    static byte[] Encode(int[] counts)
    {
        var bytes = new byte[2 * counts.Length];
        for (var i = 0; i < counts.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), (ushort)counts[i]);
        return bytes;
    }

    static byte[] Word(ushort value) => [(byte)value, (byte)(value >> 8)];

    static byte[] Float(float value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return bytes;
    }

    static byte[] Padded(string text, int length)
    {
        var bytes = new byte[length];
        Encoding.ASCII.GetBytes(text.AsSpan(0, Math.Min(text.Length, length)), bytes);
        return bytes;
    }
}
