using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Inference;
using RoverRaman.Spectra;

namespace RoverRaman.Cli;

/// <summary><c>roverraman classify</c>: names the mineral of spectrum files.</summary>
static class ClassifyVerb
{
    const int Shown = 3;

    static readonly Option<string> Model = Flags.Model();
    static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Spectra: RRUFF text or two columns of Raman shift and intensity.",
        Arity = ArgumentArity.OneOrMore,
    };
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("classify", "Name the mineral of each spectrum file: best three classes and their " +
            "probabilities.\n\nExample: roverraman classify --model models/rruff-paper quartz.txt")
        {
            Model, Files, Json,
        };
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        var configuration = parse.InvocationConfiguration;
        var folder = ModelFolder.Open(parse.GetRequiredValue(Model), checkComposed: false);
        using var classifier = Classifier.OpenForAnyHead(folder);
        var results = new JsonArray();
        var failed = 0;
        foreach (var file in parse.GetRequiredValue(Files))
        {
            cancellation.ThrowIfCancellationRequested();
            var result = Classify(classifier, file);
            failed += result.ContainsKey("error") ? 1 : 0;
            if (!parse.GetValue(Json))
                Print(configuration.Output, configuration.Error, result);
            results.Add(result);
        }
        if (parse.GetValue(Json))
            JsonOutput.Print(configuration.Output, new JsonObject
            {
                ["model"] = folder.Description.Name,
                ["failed"] = failed,
                ["results"] = results,
            });
        return failed > 0 ? Verb.Failure : 0;
    }

    static JsonObject Classify(Classifier classifier, string file)
    {
        try
        {
            var spectrum = DataSource.LoadSpectrum(file);
            var resampler = new GridResampler(spectrum.Axis);
            var grid = new float[Grid.Count];
            resampler.Resample(spectrum.Intensities, grid);
            var flags = SpectralQuality.Assess(grid, resampler.Covered);
            var result = new JsonObject { ["file"] = file, ["quality"] = Names(flags), ["usable"] = (flags & SpectralQuality.Unusable) == 0 };
            if ((flags & SpectralQuality.Unusable) == 0)
                AddClasses(result, classifier, grid);
            else
                result["error"] = $"not usable ({flags & SpectralQuality.Unusable}), so no mineral is named; measure it again";
            return result;
        }
        catch (SpectrumFormatException exception)
        {
            return new JsonObject { ["file"] = file, ["usable"] = false, ["error"] = exception.Message };
        }
    }

    static void AddClasses(JsonObject result, Classifier classifier, float[] grid)
    {
        var found = classifier.Identify(grid);
        var names = classifier.Folder.Head.Manifest.Classes;
        var top = new JsonArray();
        for (var i = 0; i < Math.Min(Shown, found.Count); i++)
        {
            var scored = found.Top[i];
            top.Add(new JsonObject { ["class"] = names.First(name => name.Id == scored.ClassId).Name, ["probability"] = scored.Probability });
        }
        result["top"] = top;
        result["margin"] = found.Margin;
    }

    static void Print(TextWriter output, TextWriter error, JsonObject result)
    {
        var file = $"{result["file"]}";
        if (result["error"] is { } message)
        {
            // Readers name the file themselves, by its last part.
            var text = message.GetValue<string>();
            var named = text.StartsWith(Path.GetFileName(file), StringComparison.Ordinal);
            error.WriteLine(named ? $"roverraman: {text}" : $"roverraman: {file}: {text}");
            return;
        }
        var top = result["top"]!.AsArray().Select(entry => string.Create(CultureInfo.InvariantCulture,
            $"{entry!["class"]} {100 * (float)entry["probability"]!:F1} %"));
        var quality = string.Join(", ", result["quality"]!.AsArray().Select(flag => $"{flag}"));
        output.WriteLine($"{file}: {string.Join(", ", top)}{(quality.Length > 0 ? $"  [{quality}]" : "")}");
    }

    static JsonArray Names(QualityFlags flags) => [.. Enum.GetValues<QualityFlags>()
        .Where(flag => flag != QualityFlags.None && flags.HasFlag(flag))
        .Select(flag => (JsonNode)JsonValue.Create(flag.ToString())!)];
}
