using System.Globalization;
using System.Net;
using System.Text;
using RoverRaman.Spectra;

namespace RoverRaman.Training.Explain;

/// <summary>Draws a spectrum over what carried the decision, as SVG: no script, no font, no file beside it.</summary>
public static class ExplanationDrawing
{
    const int Width = 960, Height = 420, Left = 20, Right = 20, Top = 60, Bottom = 40, TickEvery = 200;

    /// <summary>The drawing.</summary>
    /// <param name="title">First line.</param>
    /// <param name="subtitle">Second line.</param>
    /// <param name="grid">The spectrum.</param>
    /// <param name="importance">0..1 at every grid point.</param>
    /// <param name="bands">Peaks to label.</param>
    public static string Svg(string title, string subtitle, float[] grid, float[] importance, IReadOnlyList<Band> bands)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(importance);
        ArgumentNullException.ThrowIfNull(bands);
        var svg = new StringBuilder();
        _ = svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" font-family="sans-serif" role="img">
            <title>{WebUtility.HtmlEncode(title)}</title>
            <rect width="{Width}" height="{Height}" fill="#ffffff"/>
            <text x="{Left}" y="24" font-size="18" fill="#222222">{WebUtility.HtmlEncode(title)}</text>
            <text x="{Left}" y="44" font-size="12" fill="#555555">{WebUtility.HtmlEncode(subtitle)}</text>

            """);
        _ = svg.Append("<path fill=\"#f4a261\" fill-opacity=\"0.55\" d=\"").Append(CultureInfo.InvariantCulture, $"M{X(0)} {Y(0)}");
        Points(svg, importance, value => value);
        _ = svg.Append(CultureInfo.InvariantCulture, $" L{X(grid.Length - 1)} {Y(0)} Z\"/>\n");
        float lowest = grid.Min(), range = Math.Max(1e-20f, grid.Max() - lowest);
        _ = svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"none\" stroke=\"#1d3557\" stroke-width=\"1.2\" d=\"M{X(0)} {Y((grid[0] - lowest) / range)}");
        Points(svg, grid, value => (value - lowest) / range);
        _ = svg.Append("\"/>\n");
        foreach (var band in bands)
            _ = svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(band.Shift - Grid.First)}\" y=\"{Math.Max(Top, Y((grid[band.Shift - Grid.First] - lowest) / range) - 6):F1}\" font-size=\"11\" text-anchor=\"middle\" fill=\"#9c4a00\">{band.Shift}</text>\n");
        for (var shift = Grid.First; shift <= Grid.First + Grid.Count; shift += TickEvery)
            _ = svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(shift - Grid.First)}\" y=\"{Height - 20}\" font-size=\"11\" text-anchor=\"middle\" fill=\"#555555\">{shift}</text>\n");
        return svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width / 2}\" y=\"{Height - 4}\" font-size=\"12\" text-anchor=\"middle\" fill=\"#555555\">Raman shift, cm-1</text>\n</svg>\n").ToString();
    }

    /// <summary>A page that holds the drawing.</summary>
    public static string Html(string title, string svg) =>
        $"<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(title)}</title></head>\n<body>\n{svg}<p>Line: the spectrum. Area: how much the evidence for the mineral falls where that part is covered up.</p>\n</body>\n</html>\n";

    static void Points(StringBuilder svg, float[] values, Func<float, float> scale)
    {
        for (var i = 0; i < values.Length; i++)
            _ = svg.Append(CultureInfo.InvariantCulture, $" L{X(i)} {Y(scale(values[i]))}");
    }

    static string X(int point) => (Left + (Width - Left - Right) * point / (double)(Grid.Count - 1)).ToString("F1", CultureInfo.InvariantCulture);

    static double Y(float share) => Math.Round(Height - Bottom - (Height - Top - Bottom) * (double)share, 1);
}
