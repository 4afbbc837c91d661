using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>Messages to send about.</summary>
static class Sample
{
    public static byte[] Decision(uint sequence, ushort boot = 1)
    {
        var buffer = new FixedBufferWriter(256);
        DecisionCodec.Write(buffer, new DecisionRecord { Sequence = sequence, SpectrumId = sequence + 1000, BootCount = boot });
        return buffer.Written.ToArray();
    }

    public static byte[] Health(ushort boot)
    {
        var buffer = new FixedBufferWriter(HealthCodec.MaxSize + 64);
        HealthCodec.Write(buffer, new HealthRecord { BootCount = boot });
        return buffer.Written.ToArray();
    }

    public static byte[] Hello()
    {
        var buffer = new FixedBufferWriter(256);
        HelloCodec.Write(buffer, new Hello(1, "test", "1"));
        return buffer.Written.ToArray();
    }

    public static uint SequenceOf(byte[] decision) => DecisionCodec.Read(decision).Sequence;

    public static MessageSlot Slot(byte[] message)
    {
        var slot = new MessageSlot();
        slot.Set(WireMessage.KindOf(message)!.Value, message, 0);
        return slot;
    }
}
