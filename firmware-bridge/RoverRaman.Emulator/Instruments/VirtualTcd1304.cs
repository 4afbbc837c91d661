using System.Buffers.Binary;
using RoverRaman.Instruments.Tcd1304;

namespace RoverRaman.Emulator;

/// <summary>
/// E. Rossel's TCD1304 board. The firmware turns a circular buffer of twelve bytes until it finds "ER", so that a lost byte holds a command back
/// until more bytes come; it answers nothing to what it does not understand. There is no laser command: every reply plays a sample.
/// </summary>
/// <param name="detector">Its detector, 3,694 values of 12 bits, turned over.</param>
/// <param name="player">What passes under its laser.</param>
/// <param name="generation">Firmware.</param>
/// <param name="baud">Rate.</param>
public sealed class VirtualTcd1304(Detector detector, SpectrumPlayer player, TcdGeneration generation, int baud = 115200)
    : EmulatedInstrument(detector, player, baud)
{
    readonly RequestBuffer _requests = new();

    /// <inheritdoc/>
    public override IReadOnlyList<int> Errors { get; } = [];

    /// <inheritdoc/>
    public override IEnumerable<VirtualReply> Receive(ReadOnlyMemory<byte> bytes)
    {
        _requests.Add(bytes);
        while (_requests.Bytes.Length > 0)
        {
            var result = TcdCommand.Decode(_requests.Bytes, out var command);
            if (result == RoverRaman.Instruments.DecodeResult.NeedMore)
                yield break;
            _requests.Take(result == RoverRaman.Instruments.DecodeResult.Message ? TcdCommand.Length : 1);
            if (result != RoverRaman.Instruments.DecodeResult.Message)
                continue;
            Requests++;
            if (generation == TcdGeneration.First && command.Tenth != 1)
                continue; // it takes over the exposure and says nothing
            var scans = generation == TcdGeneration.Later ? Math.Max(1, (int)command.Eleventh) : 1;
            yield return Expose(command.IntegrationTime, lit: true, Encode, scans) is { HangUp: false } exposed
                ? exposed with { Work = TimeSpan.FromMicroseconds((double)command.Gate / TcdCommand.TicksPerMicrosecond) * scans }
                : new VirtualReply([], TimeSpan.Zero, HangUp: true);
        }
    }

    static byte[] Encode(int[] counts)
    {
        var bytes = new byte[TcdCommand.ReplyLength];
        for (var i = 0; i < counts.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), (ushort)counts[i]);
        return bytes;
    }
}
