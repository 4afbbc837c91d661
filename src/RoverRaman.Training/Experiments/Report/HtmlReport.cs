using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoverRaman.Training.Experiments.Report;

/// <summary>
/// Reports as one HTML page that needs no network: style, data and the plotting library (uPlot, fetched from npm by tools/setup.sh)
/// stand in the page.
/// </summary>
public static class HtmlReport
{
    // Gaps travel as null; "<" must not end the script.
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new FiniteConverter() } };

    /// <summary>True where the plotting library was fetched before this program was built.</summary>
    public static bool CanPlot => Resource("uplot.js") is not null;

    /// <summary>The page.</summary>
    /// <param name="reports">Reports in order.</param>
    /// <param name="preface">Lines on data and settings.</param>
    public static string Render(IReadOnlyList<ExperimentReport> reports, IEnumerable<string> preface)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(preface);
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">" +
            $"<title>The paper's experiments, run again</title>\n<style>{Resource("uplot.css")}\n{Resource("report.css")}</style></head>\n<body>\n" +
            "<h1>The paper's experiments, run again</h1>\n");
        _ = page.Append($"<ul>{string.Concat(preface.Select(line => $"<li>{Encode(line)}</li>"))}</ul>\n");
        _ = page.Append($"<nav>{string.Concat(reports.Select(report => $"<a href=\"#{report.Name}\">{report.Name}</a> "))}</nav>\n");
        var figures = new List<Figure>();
        foreach (var report in reports)
            Append(page, report, figures);
        if (!CanPlot && figures.Count > 0)
            _ = page.Append("<p class=\"missing\">Figures are not drawn: the plotting library was not fetched when this program was built. Run " +
                "tools/setup.sh and build again.</p>\n");
        return page.Append($"<script type=\"application/json\" id=\"figures\">{JsonSerializer.Serialize(figures, Json)}</script>\n" +
            $"<script>{Resource("uplot.js")}</script>\n<script>{Resource("report.js")}</script>\n</body></html>\n").ToString();
    }

    static void Append(StringBuilder page, ExperimentReport report, List<Figure> figures)
    {
        _ = page.Append($"<section id=\"{report.Name}\"><h2>{report.Name}: {Encode(report.Title)}</h2>\n");
        foreach (var table in report.Tables.Prepend(ScoreTable.Of(report)).Where(table => table.Rows.Count > 0))
            Append(page, table);
        if (ScoreTable.Open(report) is { } open)
            _ = page.Append($"<p>{open}</p>\n");
        foreach (var note in report.Notes)
            _ = page.Append($"<p>{Encode(note)}</p>\n");
        foreach (var figure in report.Figures)
        {
            _ = page.Append($"<figure><figcaption>{Encode(figure.Title)}</figcaption><div class=\"plot\" data-figure=\"{figures.Count}\"></div></figure>\n");
            figures.Add(figure);
        }
        _ = page.Append("</section>\n");
    }

    static void Append(StringBuilder page, TextTable table) => page.Append($"<table><caption>{Encode(table.Title)}</caption><thead><tr>" +
        $"{string.Concat(table.Columns.Select(column => $"<th>{Encode(column)}</th>"))}</tr></thead><tbody>\n" +
        $"{string.Concat(table.Rows.Select(row => $"<tr>{string.Concat(row.Select(field => $"<td>{Encode(field)}</td>"))}</tr>\n"))}</tbody></table>\n");

    static string Encode(string text) => WebUtility.HtmlEncode(text);

    static string? Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name);
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }

    sealed class FiniteConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(Math.Round(value, 6));
            else
                writer.WriteNullValue();
        }
    }
}
