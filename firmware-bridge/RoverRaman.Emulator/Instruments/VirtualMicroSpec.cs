using System.Buffers.Binary;
using RoverRaman.Instruments.MicroSpec;

namespace RoverRaman.Emulator;

/// <summary>A Chromation MicroSpec behind its bridge. It has no laser command: every frame plays a sample.</summary>
/// <param name="detector">Its detector, 392 pixels of 16 bits.</param>
/// <param name="player">What passes under its laser.</param>
/// <param name="baud">Rate.</param>
public sealed class VirtualMicroSpec(Detector detector, SpectrumPlayer player, int baud = 115200) : EmulatedInstrument(detector, player, baud)
{
    const byte Error = 1, Tries = 12;
    readonly RequestBuffer _requests = new();
    readonly byte[] _sensor = [1, 1, 0x1F];
    byte[] _autoExpose = [Tries, 0, 7, 1, 0x87, 0xB5, 0x54, 0x0C, 0xCD, 0x27, 0x10];
    ushort _cycles = 500;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Errors { get; } = [Error];

    /// <inheritdoc/>
    public override IEnumerable<VirtualReply> Receive(ReadOnlyMemory<byte> bytes)
    {
        _requests.Add(bytes);
        while (_requests.Bytes.Length > 0)
        {
            var command = (MicroSpecCommand)_requests.Bytes[0];
            if (!Enum.IsDefined(command))
            {
                _requests.Take(1);
                yield return new VirtualReply([Error], TimeSpan.Zero);
                continue;
            }
            var length = MicroSpecProtocol.DataLength(command);
            if (_requests.Bytes.Length < 1 + length)
                yield break;
            var data = _requests.Bytes.Slice(1, length).ToArray();
            _requests.Take(1 + length);
            Requests++;
            yield return Answer(command, data) with { Refusal = _ => [MicroSpecProtocol.Good, Error], Errors = Errors };
        }
    }

    VirtualReply Answer(MicroSpecCommand command, byte[] data)
    {
        switch (command)
        {
            case MicroSpecCommand.CaptureFrame:
                return Expose(MicroSpecProtocol.Cycle * _cycles, lit: true, Encode);
            case MicroSpecCommand.GetExposure:
                return Good([(byte)(_cycles >> 8), (byte)_cycles]);
            case MicroSpecCommand.SetExposure:
                _cycles = Math.Max((ushort)1, BinaryPrimitives.ReadUInt16BigEndian(data));
                return Good([]);
            case MicroSpecCommand.GetSensorConfig:
                return Good(_sensor);
            case MicroSpecCommand.SetSensorConfig:
                data.CopyTo(_sensor, 0);
                return Good([]);
            case MicroSpecCommand.GetAutoExposeConfig:
                return Good(_autoExpose);
            case MicroSpecCommand.SetAutoExposeConfig:
                _autoExpose = data;
                return Good([]);
            default:
                return Good([1, 1]); // auto-exposure: found at the first try
        }
    }

    static VirtualReply Good(byte[] data) => new([MicroSpecProtocol.Good, MicroSpecProtocol.Good, .. data], TimeSpan.Zero);

    static byte[] Encode(int[] counts)
    {
        var bytes = new byte[MicroSpecProtocol.FrameHeader + 2 * counts.Length];
        _ = MicroSpecProtocol.EncodeFrame([.. counts.Select(count => (ushort)count)], bytes);
        return bytes;
    }
}
