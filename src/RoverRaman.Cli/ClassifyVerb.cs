using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Explain;

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
    static readonly Option<bool> Mixture = new("--mixture") { Description = "Also split each spectrum into up to three minerals with their shares of the light; needs --references." };
    static readonly Option<string> References = new("--references")
    {
        Description = $"Reference spectra of the model's minerals for --mixture: {Flags.PathKinds}.",
        HelpName = "PATH",
    };
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("classify", "Name the mineral of each spectrum file: best three classes and their " +
            "probabilities.\n\nExample: roverraman classify --model models/rover-clean quartz.txt")
        {
            Model, Files, Mixture, References, Json,
        };
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        var configuration = parse.InvocationConfiguration;
        var folder = ModelFolder.Open(parse.GetRequiredValue(Model), checkComposed: false);
        using var classifier = Classifier.OpenForAnyHead(folder);
        var mixture = MixtureOf(parse, classifier, configuration.Error, cancellation);
        var results = new JsonArray();
        var failed = 0;
        foreach (var file in parse.GetRequiredValue(Files))
        {
            cancellation.ThrowIfCancellationRequested();
            var result = Classify(classifier, mixture, file, parse.GetValue(Json));
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

    static JsonObject Classify(Classifier classifier, MixtureAnalysis? mixture, string file, bool explain)
    {
        try
        {
            var (grid, flags) = GridSpectrum.Load(file);
            var result = new JsonObject { ["file"] = file, ["quality"] = Names(flags), ["usable"] = (flags & SpectralQuality.Unusable) == 0 };
            if ((flags & SpectralQuality.Unusable) == 0)
            {
                AddClasses(result, classifier, grid, explain);
                if (mixture is not null)
                    result["mixture"] = ToJson(mixture.Analyse(grid));
            }
            else
                result["error"] = $"not usable ({flags & SpectralQuality.Unusable}), so no mineral is named; measure it again";
            return result;
        }
        catch (SpectrumFormatException exception)
        {
            return new JsonObject { ["file"] = file, ["usable"] = false, ["error"] = exception.Message };
        }
    }

    static void AddClasses(JsonObject result, Classifier classifier, float[] grid, bool explain)
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
        result["unknown"] = found.IsUnknown;
        result["unknown_score"] = found.UnknownScore;
        result["set_size"] = found.SetSize;
        result["drift_cm1"] = float.IsFinite(found.Drift) ? Math.Round(found.Drift, 1) : null;
        if (!explain || found.Count == 0)
            return;
        var evidence = new ClassEvidence(classifier);
        var importance = Importance.Of(evidence, grid, evidence.RowOf(found.Top[0].ClassId));
        result["bands"] = ExplainVerb.Bands(Importance.Bands(importance, grid));
    }

    static MixtureAnalysis? MixtureOf(ParseResult parse, Classifier classifier, TextWriter error, CancellationToken cancellation)
    {
        var path = parse.GetValue(References);
        if (!parse.GetValue(Mixture))
            return path is null ? null : throw new UsageException("--references belongs to --mixture; give both or leave both out");
        if (path is null)
            throw new UsageException("--mixture needs --references, the spectra to add up; give a RRUFF zip or folder");
        var loaded = new ConsoleLog(error).Loading(path, progress => DataSource.Load(path, progress, LoadOptions.Default, cancellation));
        var mixture = new MixtureAnalysis(classifier, loaded.DataSet);
        return mixture.Minerals >= 2
            ? mixture
            : throw new SpectrumFormatException(SpectrumFault.Empty, $"Expected references of at least 2 of the model's minerals in '{path}', found {mixture.Minerals}; the class names must be the model's.");
    }

    static JsonArray ToJson(IReadOnlyList<MixtureComponent> components) => [.. components.Select(component => new JsonObject
    {
        ["class"] = component.Mineral,
        ["weight"] = Math.Round(component.Weight, 3),
        ["reference"] = component.Reference,
    })];

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
        var unknown = (bool)result["unknown"]! ? "unknown; most similar " : "";
        output.WriteLine($"{file}: {unknown}{string.Join(", ", top)}{(quality.Length > 0 ? $"  [{quality}]" : "")}");
        if (result["mixture"] is JsonArray { Count: > 0 } mixture)
            output.WriteLine($"  mixture: {string.Join(" + ", mixture.Select(part => string.Create(CultureInfo.InvariantCulture, $"{100 * (double)part!["weight"]!:F0} % {part["class"]}")))}");
    }

    static JsonArray Names(QualityFlags flags) => [.. Enum.GetValues<QualityFlags>()
        .Where(flag => flag != QualityFlags.None && flags.HasFlag(flag))
        .Select(flag => (JsonNode)JsonValue.Create(flag.ToString())!)];
}
