using System.CommandLine;
using System.IO.Compression;
using System.Text.Json.Nodes;
using RoverRaman.Inference;
using RoverRaman.Spectra;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head goldens</c>: the spectra of a model that no later head may name worse.</summary>
static class HeadGoldensVerb
{
    static readonly Option<string> Model = Flags.Model();
    static readonly Option<string> Data = HeadFlags.Data();
    static readonly Option<int> PerClass = Flags.Integer("--per-class", "Spectra kept of each class, the surest first.", 1, 100, 4);
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("goldens", $"Write {ModelFolder.GoldenName}.gz into a model's folder: of the data, those spectra that the model names rightly and surely (triage's " +
            "default limits). A robot with this model refuses every head that names one of them worse.\n\n" +
            "Example: roverraman head goldens --model models/rover-clean --data minerals.csv")
        {
            Model, Data, PerClass, Json,
        };
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        var log = new ConsoleLog(parse.InvocationConfiguration.Error);
        var folder = ModelFolder.Open(parse.GetRequiredValue(Model), checkComposed: false);
        var spectra = new HeadData(folder, log).Spectra(parse.GetRequiredValue(Data), cancellation).Spectra;
        var kept = Kept(folder, spectra, parse.GetValue(PerClass));
        if (kept.Count == 0)
            throw new UsageException($"Expected spectra that {folder.Description.Name} names rightly and surely in '{parse.GetRequiredValue(Data)}', found none of {spectra.Count}. Are they minerals of this model?");
        string file = Path.Combine(folder.Path, ModelFolder.GoldenName + ".gz");
        Write(file, kept);
        File.Delete(Path.Combine(folder.Path, ModelFolder.GoldenName)); // the daemon would take it first
        int classes = kept.Select(spectrum => spectrum.ClassName).Distinct().Count();
        if (parse.GetValue(Json))
            JsonOutput.Print(parse.InvocationConfiguration.Output, new JsonObject { ["file"] = file, ["n"] = spectra.Count, ["kept"] = kept.Count, ["classes"] = classes, ["bytes"] = new FileInfo(file).Length });
        else
            parse.InvocationConfiguration.Output.WriteLine($"{file}: {kept.Count} of {spectra.Count} spectra, {classes} classes, {new FileInfo(file).Length} bytes");
        return 0;
    }

    static List<LabeledSpectrum> Kept(ModelFolder folder, IReadOnlyList<LabeledSpectrum> spectra, int perClass)
    {
        using var classifier = Classifier.OpenForAnyHead(folder);
        var names = folder.Head.Manifest.Classes.ToDictionary(c => c.Id, c => c.Name);
        var found = spectra.Select(spectrum => (Spectrum: spectrum, Answer: classifier.Identify(spectrum.Intensities)));
        return [.. found
            .Where(f => f.Answer.IsNamed && !f.Answer.IsUnknown && names[f.Answer.Top[0].ClassId].Equals(f.Spectrum.ClassName, StringComparison.OrdinalIgnoreCase))
            .GroupBy(f => f.Answer.Top[0].ClassId).OrderBy(group => names[group.Key], StringComparer.Ordinal)
            .SelectMany(group => group.OrderByDescending(f => f.Answer.Top[0].Probability).Take(perClass)).Select(f => f.Spectrum)];
    }

    static void Write(string file, List<LabeledSpectrum> spectra)
    {
        using var output = new StreamWriter(new GZipStream(File.Create(file), CompressionLevel.SmallestSize));
        GridCsv.Write(output, spectra.Select(spectrum => (spectrum.ClassName!, spectrum.Intensities)));
    }
}
