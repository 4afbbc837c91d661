namespace RoverRaman.Bench;

/// <summary>Rows that are measured together because they share their preparation.</summary>
/// <param name="Names">The rows' names.</param>
/// <param name="Measure">Measures all of them.</param>
sealed record BenchGroup(string[] Names, Func<BenchContext, IEnumerable<BenchRow>> Measure);
