namespace RoverRaman.Training.Experiments;

/// <summary>All experiments, in the paper's order.</summary>
public static class ExperimentCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IExperiment> All { get; } = [new Table1(), new Table2()];

    /// <summary>Experiments by name; <c>all</c> means all.</summary>
    /// <returns>Null where a name is unknown.</returns>
    public static IReadOnlyList<IExperiment>? Find(string name) =>
        name == "all" ? All : All.Where(experiment => experiment.Name == name).ToArray() is { Length: 1 } found ? found : null;
}
