using RoverRaman.Spectra;

namespace RoverRaman.Training.Train;

/// <summary>
/// Training, validation and held-out spectra: a fifth is held out, a fifth of the rest validates, evenly over the classes. Specimens
/// are never torn apart where IDs exist (RRUFF holds several spectra a specimen, near copies of each other), and a class' last
/// specimen always trains.
/// </summary>
/// <param name="Train">What weights are fitted to.</param>
/// <param name="Validation">What learning rate, stopping and every choice of settings look at.</param>
/// <param name="HeldOut">Looked at once, at the end.</param>
/// <param name="Grouped">True where specimens were kept together.</param>
public sealed record DataSplit(SpectrumDataSet Train, SpectrumDataSet Validation, SpectrumDataSet HeldOut, bool Grouped)
{
    const double Share = 0.2;

    /// <summary>Names of all classes, in the order of the network's outputs.</summary>
    public IReadOnlyList<string> Classes => Train.Classes;

    /// <summary>Classes with a held-out spectrum; the others have too few specimens to hold one out.</summary>
    public int MeasuredClasses => HeldOut.Labels.Distinct().Count();

    /// <summary>All spectra that a choice or a weight was made with.</summary>
    public SpectrumDataSet Seen => SpectrumDataSet.Concat(Train, Validation);

    /// <summary>Splits <paramref name="data"/>; same seed, same split.</summary>
    /// <exception cref="TrainingException">Fewer than two classes, or too few spectra for three parts.</exception>
    public static DataSplit Create(SpectrumDataSet data, int seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Classes.Count < 2)
            throw new TrainingException($"Expected at least 2 classes, found {data.Classes.Count} with enough spectra; give more " +
                $"data or lower --min-per-class.");
        var outer = data.Split(Share, seed);
        var rest = data.Subset(outer.Rest);
        var inner = rest.Split(Share, seed);
        var split = new DataSplit(rest.Subset(inner.Rest), rest.Subset(inner.Part), data.Subset(outer.Part), data.HasSpecimenIds);
        return split.Validation.Spectra.Count > 0 && split.HeldOut.Spectra.Count > 0
            ? split
            : throw new TrainingException(
                $"Expected enough spectra to hold some out and validate with others, found {data.Spectra.Count} of " +
                $"{data.Classes.Count} classes; " +
                "give more specimens a class.");
    }
}
