namespace RoverRaman.Training.Experiments;

/// <summary>What an experiment has to show.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Title">What it shows.</param>
public sealed record ExperimentReport(string Name, string Title)
{
    /// <summary>Counted figures beside the paper's.</summary>
    public IReadOnlyList<ScoreRow> Rows { get; init; } = [];

    /// <summary>Tables of anything else.</summary>
    public IReadOnlyList<TextTable> Tables { get; init; } = [];

    /// <summary>Figures.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>What a reader must know, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
