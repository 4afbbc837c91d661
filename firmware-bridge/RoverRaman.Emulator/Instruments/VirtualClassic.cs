using System.Globalization;
using System.Text;
using RoverRaman.Instruments;
using RoverRaman.Instruments.Classic;

namespace RoverRaman.Emulator;

/// <summary>
/// A USB2000 or USB4000 on its RS-232 port, in binary data mode. The rate changes as the data sheet says: K at the old rate, ACK, and K at
/// the new one; anything else in between keeps the old rate.
/// </summary>
/// <param name="detector">Its detector.</param>
/// <param name="player">What passes under its laser.</param>
/// <param name="model">Dialect.</param>
/// <param name="serialNumber">Slot 0 of its memory.</param>
/// <param name="baud">Rate at power-up.</param>
public sealed class VirtualClassic(Detector detector, SpectrumPlayer player, ClassicModel model, string serialNumber, int baud = ClassicBaud.PowerUp)
    : EmulatedInstrument(detector, player, baud)
{
    const ushort Version = 3004, Refused = (ushort)ClassicReply.NotAcknowledged;
    static readonly byte[] Acknowledged = [(byte)ClassicReply.Acknowledged], NotAcknowledged = [(byte)ClassicReply.NotAcknowledged];
    readonly RequestBuffer _requests = new();
    uint _microseconds = model == ClassicModel.Usb2000 ? 100_000u : 6_000u;
    int _scans = 1, _boxcar, _trigger;
    bool _lampOn, _compressed, _checksum;
    (int Baud, int Old)? _pending;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Errors { get; } = [Refused];

    /// <inheritdoc/>
    public override IEnumerable<VirtualReply> Receive(ReadOnlyMemory<byte> bytes)
    {
        _requests.Add(bytes);
        while (_requests.Bytes.Length > 0)
        {
            var result = ClassicRequest.Decode(_requests.Bytes, out var request, out var length);
            if (result == DecodeResult.NeedMore)
                yield break;
            _requests.Take(result == DecodeResult.Message ? length : 1);
            if (result == DecodeResult.NotAMessage)
            {
                KeepOldBaud();
                yield return Reply(NotAcknowledged);
                continue;
            }
            Requests++;
            yield return Answer(request);
        }
    }

    VirtualReply Answer(ClassicRequest request)
    {
        if (request.Command == ClassicCommand.Baud)
            return Setting(ChangeBaud((ushort)request.Value));
        KeepOldBaud();
        return request.Command switch
        {
            ClassicCommand.Acquire => Acquire(),
            ClassicCommand.Query => Query(request),
            ClassicCommand.Version => Reply([.. Acknowledged, .. Word(Version)]),
            ClassicCommand.Space => Reply(NotAcknowledged),
            ClassicCommand.Identify => Reply(model == ClassicModel.Usb2000 ? Acknowledged : NotAcknowledged),
            _ => Setting(Set(request)),
        };
    }

    bool Set(ClassicRequest request)
    {
        var value = request.Value;
        switch (request.Command)
        {
            case ClassicCommand.IntegrationMilliseconds when value >= 5:
                _microseconds = 1000 * value;
                return true;
            case ClassicCommand.IntegrationMicroseconds when model == ClassicModel.Usb4000 && value is >= 10 and <= 65_000_000:
                _microseconds = value;
                return true;
            case ClassicCommand.ScansToSum when value >= 1 && value <= (model == ClassicModel.Usb2000 ? 15 : 5000):
                _scans = (int)value;
                return true;
            case ClassicCommand.Boxcar when value <= 15:
                _boxcar = (int)value;
                return true;
            case ClassicCommand.Trigger when value <= 4:
                _trigger = (int)value;
                return true;
            case ClassicCommand.Lamp:
                _lampOn = value != 0;
                return true;
            case ClassicCommand.Compression:
                _compressed = value != 0;
                return true;
            case ClassicCommand.Checksum:
                _checksum = value != 0;
                return true;
            case ClassicCommand.BinaryMode or ClassicCommand.ClearMemory or ClassicCommand.Register:
                return true;
            case ClassicCommand.StorageMode or ClassicCommand.PixelMode:
                return value == 0;
            default:
                return false;
        }
    }

    // First K at the old rate, second at the new one. The host's end of the line follows only after the ACK.
    bool ChangeBaud(ushort code)
    {
        if (ClassicBaud.Rate(code, model) is not { } rate)
            return false;
        if (_pending?.Baud == rate)
        {
            _pending = null;
            return true;
        }
        _pending = (rate, Baud);
        Baud = rate;
        return true;
    }

    void KeepOldBaud()
    {
        if (_pending is { } pending)
            KeepBaud(pending.Old);
        _pending = null;
    }

    VirtualReply Acquire()
    {
        var wide = model == ClassicModel.Usb4000 && _scans > 1;
        var format = new ClassicFormat(model, Detector.PixelCount, wide, _compressed && !wide, _checksum);
        var exposed = Expose(TimeSpan.FromMicroseconds(_microseconds), _lampOn, counts => Encode(format, counts), _scans);
        return exposed with { Refusal = _ => [(byte)ClassicReply.EndOfText], Errors = Errors };
    }

    byte[] Encode(ClassicFormat format, int[] counts)
    {
        var bytes = new byte[ClassicSpectrum.LongestLength(format)];
        uint[] summed = [.. counts.Select(count => (uint)Math.Min((long)count * _scans, format.Wide ? uint.MaxValue : ushort.MaxValue))];
        var length = ClassicSpectrum.Encode(format, _scans, (int)(_microseconds / 1000), summed, bytes);
        return bytes[..length];
    }

    VirtualReply Query(ClassicRequest request) => request.Asked switch
    {
        ClassicCommand.WriteSlot => Slot(request.Value),
        ClassicCommand.ScansToSum => Value(_scans),
        ClassicCommand.Boxcar => Value(_boxcar),
        ClassicCommand.Trigger => Value(_trigger),
        ClassicCommand.Lamp => Value(_lampOn ? 1 : 0),
        ClassicCommand.Baud => Value(ClassicBaud.Code(Baud, model) ?? 0),
        ClassicCommand.IntegrationMilliseconds => Value((int)(_microseconds / 1000)),
        _ => Reply(NotAcknowledged),
    };

    // ACK, then text to CR: the sheet says only that something follows the ACK.
    VirtualReply Slot(uint slot)
    {
        var text = slot switch
        {
            0 => serialNumber,
            <= 4 => Detector.Coefficients[(int)slot - 1].ToString("0.0000000e+00", CultureInfo.InvariantCulture),
            6 => "1.0",
            5 or (> 6 and <= 13) => "0.0",
            14 => "7",
            _ => "",
        };
        return slot > 18 ? Reply(NotAcknowledged) : Reply([.. Acknowledged, .. Encoding.ASCII.GetBytes(text), (byte)'\r']);
    }

    VirtualReply Value(int value) => Reply([.. Acknowledged, .. Word((ushort)value)]);

    VirtualReply Setting(bool done) => Reply(done ? Acknowledged : NotAcknowledged) with { Kind = ReplyKind.Setting };

    VirtualReply Reply(byte[] bytes) => new(bytes, TimeSpan.Zero) { Refusal = _ => NotAcknowledged, Errors = Errors };

    static byte[] Word(ushort value) => [(byte)(value >> 8), (byte)value];
}
