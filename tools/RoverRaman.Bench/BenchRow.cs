namespace RoverRaman.Bench;

/// <summary>One measured figure beside its baseline of the same run.</summary>
/// <param name="Name">Frozen name, e.g. head.us.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Budget">What it must keep, or null.</param>
/// <param name="Baseline">What it is set beside, measured in the same run, or null.</param>
/// <param name="BaselineName">What the baseline is.</param>
/// <param name="AtLeast">True where the budget is a lower limit.</param>
sealed record BenchRow(string Name, double Value, string Unit, double? Budget = null, double? Baseline = null, string? BaselineName = null, bool AtLeast = false)
{
    public bool Ok => Budget is not { } budget || (AtLeast ? Value >= budget : Value <= budget);

    public double? Ratio => Baseline is { } baseline and not 0 ? Value / baseline : null;
}
