namespace RoverRaman.Training.Experiments;

/// <summary>One table or figure of the paper.</summary>
public interface IExperiment
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>What it shows, with its place in the paper.</summary>
    string Title { get; }

    /// <summary>The measurements it needs.</summary>
    IEnumerable<Cell> Plan(Study study);

    /// <summary>Makes its tables and figures of what is in the store; cells that are missing leave their rows open.</summary>
    ExperimentReport Report(Study study, CellStore store);
}
