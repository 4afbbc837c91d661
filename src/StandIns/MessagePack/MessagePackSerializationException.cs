namespace MessagePack;

/// <summary>The bytes are there but wrong. Bytes that are missing give an <see cref="EndOfStreamException"/> instead.</summary>
public class MessagePackSerializationException : Exception
{
    public MessagePackSerializationException()
    {
    }

    public MessagePackSerializationException(string? message)
        : base(message)
    {
    }

    public MessagePackSerializationException(string? message, Exception? inner)
        : base(message, inner)
    {
    }
}
