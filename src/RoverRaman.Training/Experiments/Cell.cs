namespace RoverRaman.Training.Experiments;

/// <summary>One measurement of a sweep: a method under a condition on one fold with one seed.</summary>
/// <param name="Study">Which method; experiments that need the same measurement share its study.</param>
/// <param name="Condition">Its settings, for example <c>m=64</c>.</param>
/// <param name="Part">Corpus, split, fold and seed.</param>
/// <param name="Measure">Does it.</param>
public sealed record Cell(string Study, string Condition, DataPart Part, Func<CancellationToken, CellResult> Measure)
{
    /// <summary>What the store knows it by.</summary>
    public string Key => $"{Study}|{Condition}|{Part.Key}";
}
