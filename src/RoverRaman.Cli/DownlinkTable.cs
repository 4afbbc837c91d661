using System.Globalization;
using RoverRaman.Ground;
using RoverRaman.Wire;
using Spectre.Console;

namespace RoverRaman.Cli;

/// <summary>Decisions for people: a table for a file, a line each for what comes live.</summary>
sealed class DownlinkTable(TextWriter output, ClassNames names)
{
    // A pipe has no width of its own; this holds every column without wrapping.
    const int PipeWidth = 200;

    static readonly string[] Columns = ["sequence", "boot", "time", "spectrum", "action", "mineral", "p", "then", "quality", "head", "note"];
    static readonly int[] Widths = [8, 4, 24, 8, 13, 24, 6, 26, 16, 4, 0];

    bool _headed;

    /// <summary>All decisions of a file.</summary>
    public void PrintAll(IEnumerable<DecisionEntry> entries)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (string column in Columns)
            table.AddColumn(new TableColumn(column).NoWrap());
        foreach (var entry in entries)
            table.AddRow(Cells(entry).Select(Markup.Escape).ToArray());
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected)
            console.Profile.Width = PipeWidth;
        console.Write(table);
    }

    /// <summary>The names of the columns, once.</summary>
    public void PrintHead()
    {
        if (!_headed)
            output.WriteLine(Join(Columns));
        _headed = true;
    }

    /// <summary>One decision, at once.</summary>
    public void PrintLine(DecisionEntry entry) => output.WriteLine(Join(Cells(entry)));

    /// <summary>What was received, and every counter of loss that is not 0, here and onboard.</summary>
    public void PrintCounters(DownlinkCounters counters, HealthEntry? health)
    {
        output.WriteLine(string.Join(", ", CounterList.Of(counters)
            .Where(counter => counter.Value != 0 || counter.Name is "decisions" or "missing")
            .Select(counter => $"{Words(counter.Name)} {counter.Value}")));
        if (health is not null)
            output.WriteLine("onboard: " + string.Join(", ", Enum.GetValues<HealthCounter>()
                .Where(counter => health.Health.Counters[counter] != 0)
                .Select(counter => $"{Words(WireNames.Of(counter))} {health.Health.Counters[counter]}")));
    }

    string[] Cells(DecisionEntry entry)
    {
        var decision = entry.Decision;
        return
        [
            $"{decision.Sequence}", $"{decision.BootCount}", Time(decision), $"{decision.SpectrumId}", Words(WireNames.Of(decision.Action)),
            decision.TopCount > 0 ? Mineral(decision, 0) : "-", decision.TopCount > 0 ? Percent(decision.Top[0]) : "",
            decision.TopCount > 1 ? $"{Mineral(decision, 1)} {Percent(decision.Top[1])}" : "",
            string.Join(", ", WireNames.OfQuality(decision.QualityFlags).Select(Words)), $"{decision.HeadVersion}", Note(entry),
        ];
    }

    string Mineral(in DecisionRecord decision, int place) =>
        Printable(names.Find(decision.HeadVersion, decision.Top[place].ClassId) ?? $"class {decision.Top[place].ClassId}");

    static string Percent(ClassScore score) => $"{score.Probability / 100m:0.0}%";

    static string Note(DecisionEntry entry)
    {
        string arrival = entry.Arrival switch { Arrival.Late => "late", Arrival.Restart => "new journal", _ => "" };
        return entry.Gap > 0 ? $"{arrival} {entry.Gap} missing before".TrimStart() : arrival;
    }

    static string Time(in DecisionRecord decision)
    {
        long milliseconds = decision.UnixMilliseconds;
        if (decision.TimeQuality == TimeQuality.SinceBoot)
            return $"+{milliseconds / 1000m:0.000} s";
        return milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : $"{milliseconds} ms";
    }

    // A name from a link must not be able to steer a terminal.
    static string Printable(string text) => string.Concat(text.Select(character => char.IsControl(character) ? '?' : character));

    static string Words(string name) => name.Replace('_', ' ');

    static string Join(string[] cells) => string.Join("  ", cells.Select((cell, i) => cell.PadRight(Widths[i]))).TrimEnd();
}
