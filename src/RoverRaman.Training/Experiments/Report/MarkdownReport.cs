using System.Text;

namespace RoverRaman.Training.Experiments.Report;

/// <summary>Reports as Markdown: what stands in the documentation, always made from stored cells.</summary>
public static class MarkdownReport
{
    const string SectionStart = "\n## ";

    /// <summary>Everything under one heading; figures are left to the HTML page.</summary>
    /// <param name="reports">Reports in order.</param>
    /// <param name="preface">Lines on data and settings.</param>
    public static string Render(IEnumerable<ExperimentReport> reports, IEnumerable<string> preface)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(preface);
        var text = Head(preface);
        foreach (var report in reports)
            _ = text.Append(Section(report));
        return text.ToString();
    }

    /// <summary>
    /// The same in a file that holds other experiments' sections, which stay: a table can be measured again without the others.
    /// </summary>
    /// <param name="written">The file as it stands, made by <see cref="Render"/>.</param>
    /// <param name="reports">Reports whose sections are replaced, or added at the end.</param>
    /// <param name="preface">Lines on data and settings.</param>
    /// <returns>The new text; null where sections that would stay were measured with other data or settings.</returns>
    public static string? Update(string written, IReadOnlyList<ExperimentReport> reports, IEnumerable<string> preface)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(preface);
        var parts = written.Split(SectionStart);
        var sections = parts.Skip(1).Select(part => SectionStart + part).ToList();
        var added = reports.ToDictionary(StartOf, Section);
        var text = Head(preface);
        if (parts[0] != text.ToString() && sections.Exists(section => !added.Keys.Any(start => section.StartsWith(start, StringComparison.Ordinal))))
            return null;
        foreach (var (start, section) in added)
        {
            var place = sections.FindIndex(known => known.StartsWith(start, StringComparison.Ordinal));
            if (place < 0)
                sections.Add(section);
            else
                sections[place] = section;
        }
        return text.AppendJoin("", sections).ToString();
    }

    static StringBuilder Head(IEnumerable<string> preface)
    {
        var text = new StringBuilder("# The paper's experiments, run again\n\n");
        foreach (var line in preface)
            _ = text.Append($"- {line}\n");
        return text;
    }

    static string StartOf(ExperimentReport report) => $"{SectionStart}{report.Name}: ";

    static string Section(ExperimentReport report)
    {
        var text = new StringBuilder($"{StartOf(report)}{report.Title}\n");
        foreach (var table in new[] { ScoreTable.Of(report) }.Where(table => table.Rows.Count > 0))
            Append(text, table, withTitle: false);
        if (ScoreTable.Open(report) is { } open)
            _ = text.Append($"\n{open}\n");
        foreach (var table in report.Tables.Where(table => table.Rows.Count > 0))
            Append(text, table, withTitle: true);
        foreach (var note in report.Notes)
            _ = text.Append($"\n{note}\n");
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
