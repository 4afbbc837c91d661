using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>Something that was sent up is refused: why as a code, and for people.</summary>
sealed class HeadRefusedException(HeadReason reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>With a code of the signed formats.</summary>
    public HeadRefusedException(HeadRefusal reason, string message, Exception? inner = null) : this((HeadReason)reason, message, inner) { }

    /// <summary>Why.</summary>
    public HeadReason Reason => reason;
}
