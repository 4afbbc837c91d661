using RoverRaman.Spectra;

namespace RoverRaman.Training.Evaluate;

/// <summary>Figures of a part of the measured spectra: shows where a model's errors are.</summary>
/// <param name="Name">What its spectra have in common.</param>
/// <param name="Scores">Figures of the model.</param>
/// <param name="Floor">1-NN on the same spectra; null where it was not measured.</param>
public sealed record ScoreGroup(string Name, Scores Scores, Scores? Floor)
{
    /// <summary>Name of the spectra that <see cref="SpectralQuality"/> lets the robot name.</summary>
    public const string Usable = "with a clear peak";

    /// <summary>Name of those that the robot reports without a name (<see cref="SpectralQuality.Unusable"/>).</summary>
    public const string Refused = "without one (onboard: reported, not named)";

    /// <summary>Divides the spectra; parts without spectra are left out.</summary>
    /// <param name="predictions">What the model said.</param>
    /// <param name="floor">What 1-NN said of the same spectra, or null.</param>
    /// <param name="names">Names of the parts, in their order.</param>
    /// <param name="part">Source of a spectrum -> name of its part.</param>
    public static IReadOnlyList<ScoreGroup> Divide(
        IReadOnlyCollection<Prediction> predictions, IReadOnlyCollection<Prediction>? floor, IEnumerable<string> names, Func<string, string> part)
    {
        var ours = predictions.ToLookup(prediction => part(prediction.Source));
        var theirs = floor?.ToLookup(prediction => part(prediction.Source));
        return
        [
            .. names.Where(ours.Contains).Select(name =>
                new ScoreGroup(name, Scores.Of([.. ours[name]]), theirs is not null && theirs.Contains(name) ? Scores.Of([.. theirs[name]]) : null)),
        ];
    }

    /// <summary><see cref="Usable"/> or <see cref="Refused"/>.</summary>
    public static string BySignal(LabeledSpectrum spectrum)
    {
        ArgumentNullException.ThrowIfNull(spectrum);
        return SpectralQuality.IsUsable(spectrum.Intensities) ? Usable : Refused;
    }

    /// <summary>Names of parts by the number of spectra that the model had of the mineral.</summary>
    public static IReadOnlyList<string> ReferenceCounts { get; } = ["of a mineral with 1 reference", "2 or 3 references", "4 to 7 references", "8 or more references"];

    /// <summary>The one of <see cref="ReferenceCounts"/> for so many spectra.</summary>
    public static string ByReferences(int count) => ReferenceCounts[count switch { < 2 => 0, < 4 => 1, < 8 => 2, _ => 3 }];
}
