using System.CommandLine;
using RoverRaman.Inference;
using RoverRaman.Instruments.Obp;
using RoverRaman.Spectra;

namespace RoverRaman.Hil;

/// <summary>tools/hil.sh: exit code 0 where everything held, 1 where something did not, 2 for usage.</summary>
static class Program
{
    const int Failure = 1, Usage = 2;

    static int Main(string[] arguments)
    {
        var spectra = Number("--spectra", "Spectra to play with faults about", 10_000);
        var faults = Number("--faults", "Faults to inject into spectra, at least", 1_000);
        var seed = Number("--seed", "Seed of order and faults", 1);
        var model = new Option<string>("--model") { Description = "Model folder of the daemon", HelpName = "folder", DefaultValueFactory = _ => Path.Combine("models", "rruff-paper") };
        var daemon = new Option<string?>("--daemon") { Description = "The daemon's program; default: the one built beside this", HelpName = "file" };
        var unchecked_ = new Option<bool>("--no-checksum") { Description = "Replies carry no checksum: what a plain STS does; wrong decisions are then counted, not forbidden" };
        var noBaud = new Option<bool>("--no-baud") { Description = "Leave the leg with the paced line away" };
        var roundTrip = new Option<string?>("--round-trip") { Description = "Instead: play the spectra of this file or folder that the model was not trained on through the whole chain, and compare with the file", HelpName = "data" };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output" };
        var command = new RootCommand("The daemon against a virtual spectrometer that misbehaves on purpose.\nExample: tools/hil.sh --spectra 1000 --faults 100")
            { spectra, faults, seed, model, daemon, unchecked_, noBaud, roundTrip, json };
        command.SetAction((parsed, stop) => Task.Run(() => Run(() =>
        {
            var options = new CampaignOptions
            {
                Spectra = parsed.GetValue(spectra),
                Faults = parsed.GetValue(faults),
                Seed = parsed.GetValue(seed),
                Model = parsed.GetValue(model)!,
                Daemon = parsed.GetValue(daemon) ?? Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "RoverRaman.Daemon", "release", "roverramand")),
                Checksum = parsed.GetValue(unchecked_) ? ObpChecksum.None : ObpChecksum.Md5,
                BaudLeg = !parsed.GetValue(noBaud),
            };
            return parsed.GetValue(roundTrip) is { } data
                ? RunRoundTrip(data, options, parsed.GetValue(json), stop)
                : RunCampaign(options, parsed.GetValue(json), stop);
        }), CancellationToken.None));
        var parse = command.Parse(arguments);
        if (parse.Errors.Count == 0)
            return parse.Invoke();
        foreach (var error in parse.Errors)
            Console.Error.WriteLine($"hil: {error.Message}");
        return Usage;
    }

    static int RunCampaign(CampaignOptions options, bool json, CancellationToken stop)
    {
        if (options.Spectra < 1 || options.Faults < 0 || options.Faults > options.Spectra)
        {
            Console.Error.WriteLine($"hil: expected --spectra of at least 1 and --faults of 0 to {options.Spectra}, found {options.Spectra} and {options.Faults}.");
            return Usage;
        }
        var result = new Campaign(options, Console.Error).Run(stop);
        if (json)
        {
            using var output = Console.OpenStandardOutput();
            CampaignReport.WriteJson(result, output);
            Console.WriteLine();
        }
        else
        {
            CampaignReport.Print(result, Console.Out);
        }
        return result.Failures().Any() ? Failure : 0;
    }

    static int RunRoundTrip(string data, CampaignOptions options, bool json, CancellationToken stop)
    {
        var result = new RoundTrip(options, Console.Error).Run(data, stop);
        if (json)
            Console.WriteLine(result.ToJson());
        else
            Console.WriteLine(result);
        return result.Holds ? 0 : Failure;
    }

    static int Run(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is HilException or ModelException or SpectrumFormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"hil: {error.Message}");
            return Failure;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("hil: stopped before the end, as asked");
            return Failure;
        }
    }

    static Option<int> Number(string name, string description, int otherwise) =>
        new(name) { Description = description, HelpName = "n", DefaultValueFactory = _ => otherwise };
}
