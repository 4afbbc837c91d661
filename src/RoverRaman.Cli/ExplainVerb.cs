using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Explain;

namespace RoverRaman.Cli;

/// <summary><c>roverraman explain</c>: draws which Raman shifts carried a decision.</summary>
static class ExplainVerb
{
    static readonly Option<string> Model = Flags.Model();
    static readonly Argument<string> File = new("FILE") { Description = "Spectrum: RRUFF text or two columns of Raman shift and intensity." };
    static readonly Option<string> Out = new("--out")
    {
        Description = "Drawing to write, .html or .svg; an older one is replaced.",
        HelpName = "FILE",
        Required = true,
    };
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("explain", "Draw which Raman shifts carried a decision.\n\nExample: roverraman explain --model " +
            "models/rover-clean quartz.txt --out quartz.html")
        {
            Model, File, Out, Json,
        };
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        var target = parse.GetRequiredValue(Out);
        var asPage = target.EndsWith(".html", StringComparison.OrdinalIgnoreCase);
        if (!asPage && !target.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"expected a file that ends in .html or .svg for --out, found '{target}'");
        var file = parse.GetRequiredValue(File);
        var folder = ModelFolder.Open(parse.GetRequiredValue(Model), checkComposed: false);
        using var classifier = Classifier.OpenForAnyHead(folder);
        var (grid, flags) = GridSpectrum.Load(file);
        if ((flags & SpectralQuality.Unusable) != 0)
            throw new SpectrumFormatException(SpectrumFault.Empty, $"Expected a usable spectrum in {file}, found {flags & SpectralQuality.Unusable}; measure it again.");
        cancellation.ThrowIfCancellationRequested();
        var found = classifier.Identify(grid);
        var evidence = new ClassEvidence(classifier);
        var row = evidence.RowOf(found.Top[0].ClassId);
        var importance = Importance.Of(evidence, grid, row);
        var bands = Importance.Bands(importance, grid);
        var title = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {evidence.NameOf(row)} {100 * found.Top[0].Probability:F1} %{(found.IsUnknown ? " (called unknown)" : "")}");
        var svg = ExplanationDrawing.Svg(title, $"model {folder.Description.Name}, head version {found.HeadVersion}", grid, importance, bands);
        System.IO.File.WriteAllText(target, asPage ? ExplanationDrawing.Html(title, svg) : svg);
        var output = parse.InvocationConfiguration.Output;
        if (parse.GetValue(Json))
            JsonOutput.Print(output, new JsonObject { ["file"] = file, ["class"] = evidence.NameOf(row), ["probability"] = found.Top[0].Probability, ["unknown"] = found.IsUnknown, ["bands"] = Bands(bands), ["out"] = target });
        else
            output.WriteLine($"{title}; carried by {string.Join(", ", bands.Select(band => band.Shift))} cm-1; wrote {target}");
        return 0;
    }

    /// <summary>Bands as JSON.</summary>
    public static JsonArray Bands(IReadOnlyList<Band> bands) =>
        [.. bands.Select(band => new JsonObject { ["cm1"] = band.Shift, ["importance"] = Math.Round(band.Importance, 3) })];
}
