using System.Globalization;
using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Experiments.Report;

/// <summary>Rows of counted figures as text, the same for the terminal, Markdown and HTML.</summary>
static class ScoreTable
{
    const string Nothing = "-";

    static readonly string[] Columns =
        ["method", "corpus", "split by", "n", "cells", "seeds", "paper top-1", "ours top-1", "difference", "95 %", "paper top-3", "ours top-3", "95 %"];

    /// <summary>The measured rows of an experiment under its title.</summary>
    public static TextTable Of(ExperimentReport report) => new(report.Title, Columns, [.. report.Rows.Where(row => row.Cells > 0).Select(Fields)]);

    /// <summary>How many rows are open, in words; null where none is.</summary>
    public static string? Open(ExperimentReport report) => report.Rows.Count(row => row.Cells == 0) is > 0 and var open
        ? string.Create(CultureInfo.InvariantCulture, $"Not measured yet: {open} of {report.Rows.Count} rows.")
        : null;

    static string[] Fields(ScoreRow row) =>
    [
        row.Method,
        row.Corpus,
        row.Split,
        row.Distinct > 0 ? row.Distinct.ToString(CultureInfo.InvariantCulture) : Nothing,
        string.Create(CultureInfo.InvariantCulture, $"{row.Cells}/{row.Planned}"),
        row.Seeds.ToString(CultureInfo.InvariantCulture),
        Percent(row.Paper.Top1),
        Percent(100 * row.Top1),
        row.Difference is { } difference ? string.Create(CultureInfo.InvariantCulture, $"{difference:+0.0;-0.0}") : Nothing,
        Range(row.Top1Interval),
        Percent(row.Paper.Top3),
        Percent(100 * row.Top3),
        Range(row.Top3Interval),
    ];

    static string Percent(double? value) => value is { } number ? number.ToString("0.#", CultureInfo.InvariantCulture) : Nothing;

    static string Range(Interval? interval) => interval is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * known.Low:F1}-{100 * known.High:F1}")
        : Nothing;
}
