using System.CommandLine;
using System.Text.Json.Nodes;
using RoverRaman.Inference;
using RoverRaman.Spectra;

namespace RoverRaman.Cli;

/// <summary><c>roverraman export</c>: the whole model as one ONNX file for other programs.</summary>
static class ExportVerb
{
    static readonly Option<string> Model = Flags.Model();
    static readonly Option<string> Onnx = new("--onnx")
    {
        Description = "File to write; an older one is replaced.",
        HelpName = "FILE",
        Required = true,
    };
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("export", $"Write a model as one ONNX graph: spectrum [n, {Grid.Count}] in, probabilities [n, " +
            $"classes] out.\n\nExample: roverraman export --model models/rruff-paper --onnx minerals.onnx")
        {
            Model, Onnx, Json,
        };
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        var folder = ModelFolder.Open(parse.GetRequiredValue(Model));
        var file = Path.GetFullPath(parse.GetRequiredValue(Onnx));
        if (file == Path.GetFullPath(folder.ComposedFile))
            throw new UsageException($"--onnx names the model's own {Path.GetFileName(file)}; give another file");
        if (Directory.Exists(file))
            throw new UsageException($"expected a file for --onnx, found the folder {file}");
        if (!Directory.Exists(Path.GetDirectoryName(file)))
            throw new UsageException($"expected the folder of --onnx to be there, found none at {Path.GetDirectoryName(file)}; make " +
                $"it first");
        File.Copy(folder.ComposedFile, file, overwrite: true);
        var output = parse.InvocationConfiguration.Output;
        if (parse.GetValue(Json))
            JsonOutput.Print(output, new JsonObject
            {
                ["onnx"] = file,
                ["bytes"] = new FileInfo(file).Length,
                ["sha256"] = folder.Description.ComposedSha256,
                ["classes"] = folder.Description.Classes,
            });
        else
            output.WriteLine($"wrote {file} ({new FileInfo(file).Length / 1e6:F1} MB): spectrum [n, {Grid.Count}] -> probabilities " +
                $"[n, {folder.Description.Classes}]; its metadata key 'classes' names them in order");
        return 0;
    }
}
