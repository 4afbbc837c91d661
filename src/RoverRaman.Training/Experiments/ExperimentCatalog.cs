namespace RoverRaman.Training.Experiments;

/// <summary>All experiments, in the paper's order.</summary>
public static class ExperimentCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IExperiment> All { get; } =
    [
        new DatasetExperiment(), new Table1(), new Table2(), new Figure7(), new CurvesExperiment(), new ConfidenceExperiment(), new GradCamExperiment(),
        new ShiftTable(3), new ShiftTable(4), new SizeExperiment(), new ValidationExperiment(), new ListTable(5), new ListTable(6), LabelTable.Sgan, LabelTable.Contrastive, new Table9(),
        LabelTable.Autoencoder, new Table11(), new SiameseExperiment(),
    ];

    /// <summary>Experiments by name; <c>all</c> means all.</summary>
    /// <returns>Null where a name is unknown.</returns>
    public static IReadOnlyList<IExperiment>? Find(string name) =>
        name == "all" ? All : All.Where(experiment => experiment.Name == name).ToArray() is { Length: 1 } found ? found : null;
}
