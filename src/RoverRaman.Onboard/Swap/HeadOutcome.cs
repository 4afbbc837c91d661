using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>What became of a command about heads.</summary>
/// <param name="Reason">Why it was refused; None: it was done.</param>
/// <param name="Text">For people.</param>
/// <param name="Id">The head or order, SHA-256, hex; null where it is not known.</param>
public sealed record HeadOutcome(HeadReason Reason, string Text, string? Id = null)
{
    /// <summary>It was done, or nothing had to be.</summary>
    public bool IsDone => Reason is HeadReason.None or HeadReason.AlreadyHere;
}
