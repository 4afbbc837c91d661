using RoverRaman.Spectra;

namespace RoverRaman.Training.Train.Rover;

/// <summary>One division of the labelled spectra for measuring.</summary>
/// <param name="Train">What is learned from.</param>
/// <param name="Test">What is measured on.</param>
public sealed record RoverFold(SpectrumDataSet Train, SpectrumDataSet Test)
{
    const double HeldOutShare = 0.2;

    /// <summary>
    /// One fold with a fifth of the specimens where specimens are known; else as many as asked for. A class' last specimen always trains.
    /// </summary>
    public static IReadOnlyList<RoverFold> Of(SpectrumDataSet set, int folds, int seed)
    {
        ArgumentNullException.ThrowIfNull(set);
        if (set.HasSpecimenIds)
        {
            var split = set.Split(HeldOutShare, seed);
            return [new RoverFold(set.Subset(split.Rest), set.Subset(split.Part))];
        }
        return [.. set.Folds(folds, seed).Select(test => Fold(set, test))];
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
