using RoverRaman.Spectra;

namespace RoverRaman.Training.Experiments;

/// <summary>The floor beside every table: 1-NN, baseline removed, square root, Pearson, with and without lag search.</summary>
static class FloorCells
{
    /// <summary>Name in tables.</summary>
    public const string Name = "1-NN floor (baseline, square root, Pearson)";

    /// <summary>Score of the spectra as they are.</summary>
    public const string Score = "1-NN";

    /// <summary>The floor with all spectra of the pool as references.</summary>
    public static IEnumerable<Cell> Of(IEnumerable<DataPart> parts) => parts.Select(part => Of(part, "pool", () => part.Pool));

    /// <summary>The floor with other references.</summary>
    public static Cell Of(DataPart part, string condition, Func<SpectrumDataSet> references) => new("floor", condition, part, cancellation =>
        CellResult.Of(Score, Tally.Of(Baselines.NearestNeighbourFloor.Predict(references(), part.Test, cancellation))));
}
