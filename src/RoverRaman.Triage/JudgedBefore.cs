namespace RoverRaman.Triage;

/// <summary>What the past says of a spectrum that is to be judged.</summary>
/// <param name="Novelty">0..1, 1 - the largest similarity with what was seen; NaN counts as 0.</param>
/// <param name="IsOverQuota">The best class has had its share of whole spectra.</param>
/// <param name="IsTargetOverQuota">The target has had its share of records that go before everything else.</param>
public readonly record struct JudgedBefore(float Novelty, bool IsOverQuota = false, bool IsTargetOverQuota = false);
