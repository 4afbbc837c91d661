using System.CommandLine;
using System.Text.Json.Nodes;
using RoverRaman.Instruments;
using RoverRaman.Instruments.Captures;
using RoverRaman.Instruments.Safety;

namespace RoverRaman.Cli;

/// <summary><c>roverraman instrument record</c>: what crosses the line while spectra are taken.</summary>
static class InstrumentRecordVerb
{
    static readonly Option<int> Count = Flags.Integer("--count", "Spectra to take.", 1, 1_000_000, 10);
    static readonly Option<string> Out = new("--out") { Description = "Capture file to write.", HelpName = "FILE", Required = true };

    public static Command Create()
    {
        var shared = new InstrumentOptions();
        var command = new Command("record", "Record every byte, with its time, while an instrument is opened and takes spectra.\n\nExample: roverraman instrument record /dev/ttyUSB0@115200 --count 20 --out session.rrcap");
        shared.AddTo(command);
        foreach (var option in new Option[] { shared.Excitation, Count, Out })
            command.Add(option);
        command.Does((parse, cancellation) => Run(parse, shared, cancellation));
        return command;
    }

    static int Run(ParseResult parse, InstrumentOptions shared, CancellationToken cancellation)
    {
        var protocol = shared.ReadProtocol(parse);
        var address = InstrumentOptions.ParseAddress(parse.GetRequiredValue(shared.Address));
        var options = shared.ReadOptions(parse);
        var file = parse.GetRequiredValue(Out);
        var taken = 0;
        var line = RecordingTransport.Wrap(address.Open(cancellation), new FileStream(file, FileMode.Create), Protocols.NameOf(protocol));
        using (var instrument = new LaserGuard(Protocols.Open(protocol, line, address.Baud, options, cancellation), new LaserGuardOptions()))
            for (; taken < parse.GetRequiredValue(Count); taken++)
                _ = InstrumentShot.Take(instrument, parse.GetValue(shared.Excitation), 1, cancellation);
        var bytes = new FileInfo(file).Length;
        if (parse.GetValue(shared.Json))
            JsonOutput.Print(parse.InvocationConfiguration.Output, new JsonObject { ["out"] = file, ["spectra"] = taken, ["bytes"] = bytes });
        else
            parse.InvocationConfiguration.Output.WriteLine($"{file}: {taken} spectra, {bytes} bytes");
        return 0;
    }
}
