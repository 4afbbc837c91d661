namespace RoverRaman.Heads;

/// <summary>A head, a delta or an order is not usable: what was expected, what was found, what to do, and why as a code.</summary>
public sealed class HeadFormatException : Exception
{
    /// <summary>Refused because a field is wrong.</summary>
    public HeadFormatException(string message, Exception? inner = null) : this(HeadRefusal.Malformed, message, inner)
    {
    }

    /// <summary>Refused for <paramref name="reason"/>.</summary>
    public HeadFormatException(HeadRefusal reason, string message, Exception? inner = null) : base(message, inner) => Reason = reason;

    /// <summary>Why: what reports and logs carry.</summary>
    public HeadRefusal Reason { get; }
}
