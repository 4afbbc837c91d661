namespace RoverRaman.Instruments;

/// <summary>What a stretch of bytes turned out to be.</summary>
public enum DecodeResult
{
    /// <summary>A whole valid message.</summary>
    Message,
    /// <summary>So far a message; more bytes are needed to tell.</summary>
    NeedMore,
    /// <summary>Not a message.</summary>
    NotAMessage,
}
