using System.Globalization;

namespace RoverRaman.Training.Experiments;

/// <summary>Figures 1 to 3 and section 2.3: class sizes, pruning, folds. Paper: 1,311 raw spectra of 102 minerals, 3,425 clean of 155.</summary>
public sealed class DatasetExperiment : IExperiment
{
    /// <inheritdoc/>
    public string Name => "dataset";

    /// <inheritdoc/>
    public string Title => "Spectra, classes and folds (section 2.3, Figures 1 to 3)";

    /// <inheritdoc/>
    public IEnumerable<Cell> Plan(Study study) => [];

    /// <inheritdoc/>
    public ExperimentReport Report(Study study, CellStore store)
    {
        ArgumentNullException.ThrowIfNull(study);
        return new ExperimentReport(Name, Title)
        {
            Tables = [Sizes(study), .. study.Corpora.SelectMany(corpus => corpus.Groupings.Select(grouped => Folds(corpus, grouped)))],
            Figures = [.. study.Corpora.Select(Histogram), .. study.Corpora.SelectMany(Carbonates)],
        };
    }

    static TextTable Sizes(Study study) => new("Sizes",
        ["corpus", "loaded spectra", "loaded classes", "spectra", "classes", "mean a class", "smallest", "largest", "paper spectra", "paper classes"],
        [.. study.Corpora.Select(corpus =>
        {
            var counts = corpus.Data.CountByClass();
            return new[]
            {
                corpus.Name, Text(corpus.Loaded), Text(corpus.LoadedClasses), Text(corpus.Data.Spectra.Count), Text(counts.Length),
                counts.Average().ToString("F1", CultureInfo.InvariantCulture), Text(counts.Min()), Text(counts.Max()),
                corpus.IsRaw ? "1311" : "3425", corpus.IsRaw ? "102" : "155",
            };
        })]);

    static TextTable Folds(Corpus corpus, bool grouped)
    {
        var parts = Enumerable.Range(0, SweepSettings.Folds).Select(fold => corpus.Data.Folds(SweepSettings.Folds, 0, grouped)[fold]).ToArray();
        return new TextTable($"Folds of {corpus.Name}, split by {(grouped ? "specimen" : "spectrum")}, seed 0", ["fold", "spectra", "classes"],
            [.. parts.Select((fold, i) => new[] { Text(i), Text(fold.Length), Text(fold.Select(index => corpus.Data.Labels[index]).Distinct().Count()) })]);
    }

    static Figure Histogram(Corpus corpus)
    {
        var counts = corpus.Data.CountByClass();
        var x = Enumerable.Range(0, counts.Max() + 2).Select(size => (double)size).ToArray();
        return new Figure($"Class sizes of {corpus.Name} (Figure 1)", "spectra of a class", "classes", x,
            [new FigureCurve("classes", [.. x.Select(size => (double)counts.Count(count => count == (int)size))])], Bars: true);
    }

    // Figure 2: dolomite beside other carbonates, as far as they are at hand.
    static IEnumerable<Figure> Carbonates(Corpus corpus)
    {
        string[] minerals = ["Dolomite", "Magnesite", "Rhodochrosite", "Siderite", "Strontianite", "Calcite"];
        var found = minerals.Select(name => corpus.Data.Spectra.FirstOrDefault(spectrum => spectrum.ClassName == name))
            .Where(spectrum => spectrum is not null).ToArray();
        if (found.Length == 0)
            yield break;
        yield return new Figure($"Carbonates of {corpus.Name} (Figure 2)", SpectrumAxis.Label, "intensity, maximum 1", SpectrumAxis.X,
            [.. found.Select(spectrum =>
        {
            var greatest = Math.Max(spectrum!.Intensities.Max(), 1e-20f);
            return new FigureCurve(spectrum.ClassName!, Array.ConvertAll(spectrum.Intensities, value => (double)value / greatest));
        })]);
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
