namespace RoverRaman.Training.Evaluate;

/// <summary>
/// Minerals whose spectra differ by a few cm-1 only: where robustness against drift is paid for, if it is. Solid solutions and isostructural
/// groups as in any textbook of mineralogy (Deer, Howie, Zussman, An Introduction to the Rock-Forming Minerals).
/// </summary>
public static class ClosePairs
{
    static readonly string[][] Groups =
    [
        ["Calcite", "Dolomite", "Magnesite", "Rhodochrosite", "Siderite", "Smithsonite", "Ankerite", "Kutnohorite"],
        ["Diopside", "Hedenbergite", "Augite"],
        ["Almandine", "Andradite", "Grossular", "Pyrope", "Spessartine", "Uvarovite"],
        ["Forsterite", "Fayalite", "Tephroite"],
        ["Albite", "Anorthite", "Labradorite", "Oligoclase", "Andesine", "Bytownite"],
        ["Orthoclase", "Microcline", "Sanidine"],
        ["Aragonite", "Strontianite", "Witherite", "Cerussite"],
        ["Baryte", "Celestine", "Anglesite"],
        ["Fluorapatite", "Chlorapatite", "Hydroxylapatite", "Pyromorphite", "Mimetite", "Vanadinite"],
        ["Elbaite", "Dravite", "Schorl", "Uvite", "Fluor-elbaite"],
        ["Enstatite", "Ferrosilite"],
        ["Tremolite", "Actinolite", "Ferro-actinolite"],
        ["Zoisite", "Clinozoisite", "Epidote"],
        ["Magnetite", "Hematite"],
        ["Natrolite", "Mesolite", "Scolecite"],
    ];

    /// <summary>True where two minerals are of one group.</summary>
    public static bool AreClose(string first, string second) => Array.Exists(Groups, group =>
        group.Contains(first, StringComparer.OrdinalIgnoreCase) && group.Contains(second, StringComparer.OrdinalIgnoreCase));

    /// <summary>
    /// Spectra of minerals that have a close one in <paramref name="classes"/>: how many, how many named rightly, and how many taken for one
    /// of the close ones.
    /// </summary>
    public static IReadOnlyList<(string Mineral, int Of, int Right, int TakenForClose)> Summarise(
        IReadOnlyCollection<Prediction> predictions, IReadOnlyCollection<string> classes) =>
    [
        .. predictions.GroupBy(prediction => prediction.TrueClass)
            .Where(group => classes.Any(name => name != group.Key && AreClose(name, group.Key)))
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Count(), group.Count(one => one.IsTop1), group.Count(one => !one.IsTop1 && one.Top.Count > 0 && AreClose(one.Top[0], group.Key)))),
    ];
}
