using System.Buffers;
using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>Messages for the robot, each in its envelope. Keeps the packet counters: one for each way up.</summary>
/// <param name="envelope">What the link puts around each unit.</param>
public sealed class UplinkFramer(LinkEnvelope envelope)
{
    readonly LinkFramer _framer = new(envelope, isCommand: true);

    /// <summary>One message as a frame.</summary>
    public byte[] Frame(Action<IBufferWriter<byte>> write)
    {
        var message = new ArrayBufferWriter<byte>();
        write(message);
        return Frame(message.WrittenSpan);
    }

    /// <summary>One message as a frame.</summary>
    public byte[] Frame(ReadOnlySpan<byte> message)
    {
        byte[] frame = new byte[LinkFramer.MaxFrame];
        int length = _framer.Write(message, ProductKind.Message, SpacePacketSegment.Unsegmented, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), frame);
        return frame[..length];
    }
}
