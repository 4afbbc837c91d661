using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Export;

namespace RoverRaman.Cli;

/// <summary><c>roverraman quantize</c>: the int8 variant of a model.</summary>
static class QuantizeVerb
{
    static readonly Option<string> Model = Flags.Model();
    static readonly Option<string> Data = new("--data")
    {
        Description = $"Labelled spectra like those to come, to choose the steps by and to measure on: {Flags.PathKinds}.",
        HelpName = "PATH",
        Required = true,
    };
    static readonly Option<RruffKind> Kind = Flags.Kind();
    static readonly Option<string> Out = new("--out")
    {
        Description = "Folder of the int8 model; an older model there is replaced.",
        HelpName = "DIR",
        Required = true,
    };
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("quantize", "Make the int8 variant of a rover model: a smaller backbone, the same head.\n\nExample: roverraman quantize " +
            "--model models/rover-clean --data rruff.zip --out models/rover-clean-int8")
        {
            Model, Data, Kind, Out, Json,
        };
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        var source = ModelFolder.Open(parse.GetRequiredValue(Model));
        var data = DataSource.Load(parse.GetRequiredValue(Data), null, new LoadOptions { Kind = parse.GetValue(Kind) }, cancellation).DataSet;
        var model = ModelQuantizer.Write(source, data, parse.GetRequiredValue(Out), cancellation);
        var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
        if (model.LostPoints > QuantisedModel.TolerablePoints)
            error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"roverraman: warning: int8 costs {model.LostPoints:F1} points of top-1, more than {QuantisedModel.TolerablePoints}; give data more like those to come, or stay with the float model"));
        if (parse.GetValue(Json))
            JsonOutput.Print(output, ToJson(model));
        else
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"wrote {model.Folder.Path}: backbone {model.Int8Bytes / 1e6:F2} MB instead of {model.FloatBytes / 1e6:F2} MB; on {model.Float.Count} spectra top-1 " +
                $"{100 * model.Int8.Top1:F1} % instead of {100 * model.Float.Top1:F1} %, top-3 {100 * model.Int8.Top3:F1} % instead of {100 * model.Float.Top3:F1} %, " +
                $"the same mineral for {100 * model.Agreement:F1} %"));
        return 0;
    }

    static JsonObject ToJson(QuantisedModel model) => new()
    {
        ["out"] = model.Folder.Path,
        ["n"] = model.Float.Count,
        ["top1_float"] = model.Float.Top1,
        ["top1_int8"] = model.Int8.Top1,
        ["top3_float"] = model.Float.Top3,
        ["top3_int8"] = model.Int8.Top3,
        ["agreement"] = model.Agreement,
        ["bytes_float"] = model.FloatBytes,
        ["bytes_int8"] = model.Int8Bytes,
    };
}
