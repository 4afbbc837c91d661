using RoverRaman.Spectra;

namespace RoverRaman.Training.Train.Rover;

/// <summary>One division of the labelled spectra for measuring.</summary>
/// <param name="Train">What is learned from.</param>
/// <param name="Test">What is measured on.</param>
public sealed record RoverFold(SpectrumDataSet Train, SpectrumDataSet Test)
{
    const double HeldOutShare = 0.2;

    /// <summary>Held-out spectra of minerals that the model will not know.</summary>
    public IReadOnlyList<LabeledSpectrum> Unknown { get; init; } = [];

    /// <summary>Specimens that nothing may be learned from.</summary>
    public IEnumerable<string> Specimens => Test.Spectra.Concat(Unknown).Select(spectrum => spectrum.SpecimenId).OfType<string>();

    /// <summary>
    /// One fold with a fifth of the specimens where specimens are known; else as many as asked for. A class' last specimen always trains.
    /// The specimens are drawn from all that were loaded, so that models of fewer or more of the same minerals hold out the same ones and can
    /// share a pretrained network.
    /// </summary>
    /// <param name="data">All data of the run.</param>
    /// <param name="folds">Number of folds without specimens.</param>
    /// <param name="seed">Seed.</param>
    public static IReadOnlyList<RoverFold> Of(RoverData data, int folds, int seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        var set = data.Set;
        if (set.HasSpecimenIds)
        {
            var all = new SpectrumDataSet([.. set.Spectra.Concat(data.Others).OrderBy(spectrum => spectrum.Source, StringComparer.Ordinal)]);
            var held = all.Split(HeldOutShare, seed).Part.Select(i => all.Spectra[i].SpecimenId).ToHashSet();
            int[] part = [.. Enumerable.Range(0, set.Spectra.Count).Where(i => held.Contains(set.Spectra[i].SpecimenId))];
            return [new RoverFold(set.Subset(Enumerable.Range(0, set.Spectra.Count).Except(part)), set.Subset(part))
            {
                Unknown = [.. data.Others.Where(spectrum => spectrum.SpecimenId is not null && held.Contains(spectrum.SpecimenId))],
            }];
        }
        return [.. set.Folds(folds, seed).Select((test, fold) => Fold(set, test) with { Unknown = [.. data.Others.Where((_, i) => i % folds == fold)] })];
    }

    // A class that would be without a training spectrum is not measured in this fold.
    static RoverFold Fold(SpectrumDataSet set, int[] test)
    {
        var held = test.ToHashSet();
        int[] train = [.. Enumerable.Range(0, set.Spectra.Count).Where(i => !held.Contains(i))];
        var known = train.Select(i => set.Labels[i]).ToHashSet();
        return new RoverFold(set.Subset(train), set.Subset(test.Where(i => known.Contains(set.Labels[i]))));
    }
}
