using RoverRaman.Spectra;
using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Baselines;

/// <summary>
/// The floor beside every figure of a network: each spectrum gets the class of the most similar reference
/// (<see cref="SpectralMatcher"/>). A network that loses to it has no business onboard.
/// </summary>
public static class NearestNeighbourFloor
{
    const int Classes = 3;

    /// <summary>Names the labelled spectra of <paramref name="queries"/>, on all cores. Confidence is the similarity, not a probability.</summary>
    public static IReadOnlyList<Prediction> Predict(SpectrumDataSet references, SpectrumDataSet queries, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(queries);
        LabeledSpectrum[] labeled = [.. queries.Spectra.Where(spectrum => spectrum.ClassName is not null)];
        var matches = new SpectralMatcher(references).MatchAll([.. labeled.Select(spectrum => spectrum.Intensities)], Classes, cancellation);
        return [.. labeled.Zip(matches, Name)];
    }

    static Prediction Name(LabeledSpectrum spectrum, IReadOnlyList<SpectralMatch> found)
    {
        var best = found.Count > 0 ? found[0].Similarity : 0;
        var next = found.Count > 1 ? found[1].Similarity : 0;
        return new Prediction(spectrum.Source, spectrum.ClassName!, [.. found.Select(match => match.ClassName)], best, best - next);
    }
}
