namespace RoverRaman.Training.Experiments;

/// <summary>What a run of a sweep leaves.</summary>
/// <param name="Left">Cells without a result, the failed ones among them.</param>
/// <param name="Failures">What went wrong, one line a failed cell; a later call tries them again.</param>
public sealed record SweepOutcome(int Left, IReadOnlyList<string> Failures);
