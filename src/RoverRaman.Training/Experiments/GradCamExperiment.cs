namespace RoverRaman.Training.Experiments;

/// <summary>
/// Figures 8 to 11 (section 4.2.1): where the CNN looks. Paper: the warmest stretches lie on diagnostic peaks, for carbonates on nu1 near
/// 1085 cm-1.
/// </summary>
public sealed class GradCamExperiment : IExperiment
{
    /// <inheritdoc/>
    public string Name => "gradcam";

    /// <inheritdoc/>
    public string Title => "Grad-CAM over spectra (Figures 8 to 11)";

    /// <inheritdoc/>
    public IEnumerable<Cell> Plan(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return study.Parts(study.Corpora).Where(part => part is { Fold: 0, Seed: 0 }).Select(part => CnnCells.Of(part));
    }

    /// <inheritdoc/>
    public ExperimentReport Report(Study study, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var found = Plan(study).Select(cell => (cell.Part, store.Find(cell)?.Result)).Where(pair => pair.Result is not null).ToArray();
        return new ExperimentReport(Name, Title)
        {
            Tables = [new TextTable("Warmest stretches of test spectra (middle of each run above half of the maximum)",
                ["mineral", "corpus", "split by", "named (top 3)", "warm at, cm-1", "strongest peak at, cm-1", "stretch within 20 cm-1 of it"],
                [.. found.SelectMany(pair => Minerals(pair.Result!).Select(mineral => Row(mineral, pair.Part, pair.Result!)))])],
            Notes = ["None: each map's gradient, averaged over positions, weighs against the class, or the sum does, everywhere. The classifier behind the maps is dense and " +
                "weighs positions one by one, which that average loses."],
            Figures = [.. found.SelectMany(pair => Minerals(pair.Result!).Select(mineral => new Figure(
                $"{mineral}, {pair.Part.Corpus.Name}, split by {pair.Part.SplitName}", SpectrumAxis.Label, "maximum 1", SpectrumAxis.X,
                [
                    new FigureCurve("spectrum", pair.Result!.Series[$"spectrum {mineral}"]),
                    new FigureCurve("importance", pair.Result!.Series[$"importance {mineral}"]),
                ])))],
        };
    }

    static IEnumerable<string> Minerals(CellResult result) =>
        result.Lists.Keys.Where(key => key.StartsWith("explained ", StringComparison.Ordinal)).Select(key => key["explained ".Length..]);

    static string[] Row(string mineral, DataPart part, CellResult result)
    {
        const int Near = 20;
        var curve = result.Series[$"importance {mineral}"];
        var spectrum = result.Series[$"spectrum {mineral}"];
        var peak = (int)SpectrumAxis.X[Array.IndexOf(spectrum, spectrum.Max())];
        var around = Enumerable.Range(0, curve.Length).Where(i => Math.Abs(SpectrumAxis.X[i] - peak) <= Near);
        return
        [
            mineral, part.Corpus.Name, part.SplitName, string.Join(", ", result.Lists[$"explained {mineral}"]),
            GradCam.WarmRegions(curve) is { Count: > 0 } warm ? string.Join(", ", warm) : "none", peak.ToString(System.Globalization.CultureInfo.InvariantCulture),
            around.Any(i => curve[i] > 0.5) ? "yes" : "no",
        ];
    }
}
