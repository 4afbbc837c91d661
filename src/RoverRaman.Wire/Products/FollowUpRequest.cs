namespace RoverRaman.Wire;

/// <summary>A wish to the autonomy stack, which may ignore it.</summary>
/// <param name="Sequence">Sequence of the decision that it is about.</param>
/// <param name="Action">What is asked for.</param>
/// <param name="Reasons">Why.</param>
/// <param name="ClassId">Best class, or <see cref="ProductSummary.NoClass"/>.</param>
/// <param name="Probability">Its probability in 1/10000.</param>
public readonly record struct FollowUpRequest(uint Sequence, FollowUpAction Action, TriageReasons Reasons, ushort ClassId, ushort Probability);
