using System.Text;

namespace RoverRaman.Training.Experiments.Report;

/// <summary>Reports as Markdown: what stands in the documentation, always made from stored cells.</summary>
public static class MarkdownReport
{
    /// <summary>Everything under one heading; figures are left to the HTML page.</summary>
    /// <param name="reports">Reports in order.</param>
    /// <param name="preface">Lines on data and settings.</param>
    public static string Render(IEnumerable<ExperimentReport> reports, IEnumerable<string> preface)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(preface);
        var text = new StringBuilder("# The paper's experiments, run again\n\n");
        foreach (var line in preface)
            _ = text.Append($"- {line}\n");
        foreach (var report in reports)
        {
            _ = text.Append($"\n## {report.Name}: {report.Title}\n");
            foreach (var table in new[] { ScoreTable.Of(report) }.Where(table => table.Rows.Count > 0))
                Append(text, table, withTitle: false);
            if (ScoreTable.Open(report) is { } open)
                _ = text.Append($"\n{open}\n");
            foreach (var table in report.Tables.Where(table => table.Rows.Count > 0))
                Append(text, table, withTitle: true);
            foreach (var note in report.Notes)
                _ = text.Append($"\n{note}\n");
        }
        return text.ToString();
    }

    static void Append(StringBuilder text, TextTable table, bool withTitle)
    {
        if (withTitle)
            _ = text.Append($"\n{table.Title}:\n");
        _ = text.Append($"\n| {string.Join(" | ", table.Columns)} |\n|{string.Concat(table.Columns.Select(_ => " --- |"))}\n");
        foreach (var row in table.Rows)
            _ = text.Append($"| {string.Join(" | ", row.Select(field => field.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
    }
}
