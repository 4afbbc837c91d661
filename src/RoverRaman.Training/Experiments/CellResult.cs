namespace RoverRaman.Training.Experiments;

/// <summary>What one cell of a sweep came to; stored as one line of JSON.</summary>
public sealed record CellResult
{
    /// <summary>Counts by condition, for example by shift: one training may serve several rows.</summary>
    public IReadOnlyDictionary<string, Tally> Scores { get; init; } = new Dictionary<string, Tally>();

    /// <summary>Single figures by name.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();

    /// <summary>Curves by name.</summary>
    public IReadOnlyDictionary<string, double[]> Series { get; init; } = new Dictionary<string, double[]>();

    /// <summary>Lists of names by name.</summary>
    public IReadOnlyDictionary<string, string[]> Lists { get; init; } = new Dictionary<string, string[]>();

    /// <summary>A cell with one count.</summary>
    public static CellResult Of(string condition, Tally tally) => new() { Scores = new Dictionary<string, Tally> { [condition] = tally } };
}
