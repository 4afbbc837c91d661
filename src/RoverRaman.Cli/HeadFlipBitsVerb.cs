using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Inference;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head flip-bits</c>: what one flipped bit in the memory of a head does, bit by bit.</summary>
static class HeadFlipBitsVerb
{
    static readonly Option<string> Model = Flags.Model();
    static readonly Option<string?> Data = new("--data") { Description = $"Spectra to identify: {Flags.PathKinds}; default: the model's golden spectra.", HelpName = "PATH" };
    static readonly Option<int> Every = Flags.Integer("--every", "Flip every n-th bit of the weights only.", 1, int.MaxValue, 1);
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("flip-bits", "Flip every bit of a model's head as it lies in a robot's memory (512 rows), one at a time, and count: found by the next spectrum; harmless until the scan " +
            "finds it; wrong answer. Minutes on one processor. Exit code 1 where an answer was wrong or a bit would never be found.\n\n" +
            "Example: roverraman head flip-bits --model models/rover-clean --every 97")
        {
            Model, Data, Every, Json,
        };
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        var log = new ConsoleLog(parse.InvocationConfiguration.Error);
        var folder = ModelFolder.Open(parse.GetRequiredValue(Model), checkComposed: false);
        string path = parse.GetValue(Data) ?? folder.GoldenFile
            ?? throw new UsageException($"Expected {ModelFolder.GoldenName} in {folder.Path}, found none. Give spectra with --data, or make golden ones with 'roverraman head goldens'.");
        var source = new HeadData(folder, log);
        var features = source.Features(source.Spectra(path, cancellation), cancellation);
        var flips = new BitFlips(folder.Head, Shape(folder), features);
        var clock = Stopwatch.StartNew();
        var weights = log.Show("bits", show => flips.Weights(parse.GetValue(Every), done => show((int)(done / 1000), (int)(flips.WeightBits / 1000), null), cancellation));
        var tables = flips.Tables();
        Print(parse, folder, features.Count, weights, tables, clock.Elapsed);
        return weights.Wrong + weights.Missed + tables.Wrong + tables.Missed == 0 ? 0 : 1;
    }

    static BackboneShape Shape(ModelFolder folder)
    {
        using var backbone = Backbone.Load(folder.BackboneFile);
        return backbone.Shape;
    }

    static void Print(ParseResult parse, ModelFolder folder, int spectra, BitFlipCounts weights, BitFlipCounts tables, TimeSpan time)
    {
        var output = parse.InvocationConfiguration.Output;
        if (parse.GetValue(Json))
        {
            JsonOutput.Print(output, new JsonObject { ["model"] = folder.Description.Name, ["spectra"] = spectra, ["every"] = parse.GetValue(Every), ["weights"] = Row(weights), ["tables"] = Row(tables), ["seconds"] = time.TotalSeconds });
            return;
        }
        output.WriteLine($"{folder.Description.Name}, {spectra} spectra in turn, {time.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)} s");
        output.WriteLine($"{"",-16} {"bits",10} {"found at once",14} {"harmless",10} {"wrong",6} {"never found",12}");
        output.WriteLine(Line("weights", weights));
        output.WriteLine(Line("biases and ids", tables));
    }

    static string Line(string what, BitFlipCounts counts) => string.Create(CultureInfo.InvariantCulture, $"{what,-16} {counts.Bits,10} {counts.Found,14} {counts.Harmless,10} {counts.Wrong,6} {counts.Missed,12}");

    static JsonObject Row(BitFlipCounts counts) => new() { ["bits"] = counts.Bits, ["found_at_once"] = counts.Found, ["harmless"] = counts.Harmless, ["wrong"] = counts.Wrong, ["never_found"] = counts.Missed };
}
