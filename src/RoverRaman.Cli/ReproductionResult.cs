using RoverRaman.Training.Experiments;

namespace RoverRaman.Cli;

/// <summary>What a call of <c>reproduce</c> came to.</summary>
/// <param name="Folder">Folder of the sweep.</param>
/// <param name="Study">Corpora and settings.</param>
/// <param name="Reports">One an experiment.</param>
/// <param name="Outcome">Cells that are left or have failed.</param>
sealed record ReproductionResult(string Folder, Study Study, IReadOnlyList<ExperimentReport> Reports, SweepOutcome Outcome);
