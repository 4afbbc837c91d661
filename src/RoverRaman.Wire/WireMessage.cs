namespace RoverRaman.Wire;

/// <summary>What all messages share: a MessagePack array whose first element is the kind.</summary>
public static class WireMessage
{
    /// <summary>
    /// Kind of a message by its first bytes, or null where they are not a message. A kind of a newer version is returned as it is:
    /// it is not damage, and the receiver skips and counts it.
    /// </summary>
    public static MessageKind? KindOf(ReadOnlySpan<byte> message)
    {
        // fixarray: 1001nnnn | array 16: dc, u16. The kind is a positive fixint.
        if (message.Length >= 2 && message[0] is > 0x90 and <= 0x9f && message[1] is > 0 and <= 0x7f)
            return (MessageKind)message[1];
        return message.Length >= 4 && message[0] == 0xdc && message[3] is > 0 and <= 0x7f ? (MessageKind)message[3] : null;
    }
}
