using System.Globalization;
using RoverRaman.Training.Evaluate;

namespace RoverRaman.Cli;

/// <summary>Prints figures of one or more methods on the same spectra, for people.</summary>
static class ScoreTable
{
    public static void Print(TextWriter output, params IEnumerable<(string Name, Scores Scores)> rows)
    {
        foreach (var (name, scores) in rows)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-11} n {scores.Count}  top-1 {Share(scores.Top1, scores.Top1Interval)}  top-3 " +
                $"{Share(scores.Top3, scores.Top3Interval)}"));
    }

    static string Share(double share, Interval interval) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} % (95 %: {100 * interval.Low:F1} to {100 * interval.High:F1})");
}
