using System.Globalization;
using System.Net;
using System.Text;

namespace RoverRaman.Ground;

/// <summary>Science return over the budget as a page with three plots, without scripts.</summary>
public static class ReturnPlot
{
    const int Width = 520, Height = 300, Left = 50, Top = 30, Bottom = 40;

    static readonly string[] Colours = ["#0b6e4f", "#c1121f", "#3a6ea5", "#8d6a9f", "#b5651d"];

    /// <summary>The page.</summary>
    public static string Html(string title, IReadOnlyList<ScienceReturn> results)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(title)}</title></head><body style=\"font-family:sans-serif\">\n<h1>{WebUtility.HtmlEncode(title)}</h1>\n");
        Plot(page, "distinct minerals", results, result => result.Distinct);
        Plot(page, "wanted minerals", results, result => result.Targets);
        Plot(page, "minerals unknown to the head", results, result => result.Unknowns);
        return page.Append("</body></html>\n").ToString();
    }

    static void Plot(StringBuilder page, string title, IReadOnlyList<ScienceReturn> results, Func<ScienceReturn, double> value)
    {
        page.Append(CultureInfo.InvariantCulture, $"<svg width=\"{Width}\" height=\"{Height}\" font-size=\"11\"><text x=\"{Left}\" y=\"18\">share of {title} down, over the share of the full volume</text>\n");
        double[] shares = [.. results.Select(result => result.Share).Distinct().Order()];
        for (int i = 0; i <= 4; i++)
            page.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - 90}\" y1=\"{Y(i / 4.0):0.0}\" y2=\"{Y(i / 4.0):0.0}\" stroke=\"#ddd\"/><text x=\"8\" y=\"{Y(i / 4.0) + 4:0.0}\">{25 * i} %</text>\n");
        foreach (double share in shares)
            page.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(shares, share) - 12:0.0}\" y=\"{Height - Bottom + 18}\">{100 * share:0.###} %</text>\n");
        int colour = 0;
        foreach (var group in results.GroupBy(result => result.Order))
        {
            string points = string.Join(' ', group.OrderBy(result => result.Share).Select(result => string.Create(CultureInfo.InvariantCulture, $"{X(shares, result.Share):0.0},{Y(value(result)):0.0}")));
            string stroke = Colours[colour % Colours.Length];
            page.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"2\"/><text x=\"{Width - 80}\" y=\"{Top + 14 + 16 * colour}\" fill=\"{stroke}\">{WebUtility.HtmlEncode(group.Key)}</text>\n");
            colour++;
        }
        page.Append("</svg>\n");
    }

    // Even steps: budgets are chosen about evenly in their logarithm.
    static double X(double[] shares, double share) => Left + 20 + (Width - 130 - Left) * (shares.Length > 1 ? Array.IndexOf(shares, share) / (double)(shares.Length - 1) : 0.5);

    static double Y(double value) => Height - Bottom - (Height - Top - Bottom) * value;
}
