using RoverRaman.Spectra;
using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Experiments;

/// <summary>The 1-NN floor on shifted spectra, with a search over lags that covers the largest shift.</summary>
static class ShiftFloor
{
    const int MaxLag = 40, Classes = 3;

    public static string At(int shift) => $"1-NN {shift:+0;-0;0}";

    public static Cell Of(DataPart part) => new("floor", $"lag {MaxLag}", part, cancellation =>
    {
        var matcher = new SpectralMatcher(part.Pool, new MatcherOptions { MaxLag = MaxLag });
        var test = part.Test;
        return new CellResult
        {
            Scores = CnnCells.Shifts.ToDictionary(At, shift => Tally.Of(
                matcher.MatchAll([.. test.Spectra.Select(spectrum => SpectrumShift.Apply(spectrum.Intensities, shift))], Classes, cancellation)
                    .Select(matches => matches.Select(match => match.Label).ToArray()),
                test.Labels)),
        };
    });
}
