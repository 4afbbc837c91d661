using System.CommandLine;
using RoverRaman.Heads;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head order teach</c>: an order to learn a class from spectra that the robot stores.</summary>
static class HeadOrderTeachVerb
{
    static readonly Option<string> Class = new("--class") { Description = "Name of the mineral.", HelpName = "NAME", Required = true };
    static readonly Option<int> Id = Flags.Integer("--id", "Its stable id: a new one, or that of the class to learn anew.", 0, ushort.MaxValue);
    static readonly Option<uint> HeadVersion = new("--head-version") { Description = $"Version of the head that comes of it: above any that the robot accepted, by at most {TeachOrder.MaxStep}.", HelpName = "N", Required = true };
    static readonly Option<uint[]> Spectra = new("--spectra")
    {
        Description = "Spectrum ids, as decisions carry them.",
        HelpName = "ID",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };
    static readonly Option<string[]> Key = HeadFlags.Key();
    static readonly Option<string> Out = HeadFlags.Out("the order");
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        Id.Required = true;
        var command = new Command("teach", $"Make the order by which a robot learns a mineral from spectra it stores: at most {TeachOrder.MaxSignedBytes} bytes, plus the signature.\n\n" +
            "Example: roverraman head order teach --class Brucite --id 200 --head-version 8 --spectra 4711 4715 4720 --key ops.key --out brucite.rrorder")
        {
            Class, Id, HeadVersion, Spectra, Key, Out, Json,
        };
        command.Does((parse, _) => Run(parse));
        return command;
    }

    static int Run(ParseResult parse)
    {
        var order = new TeachOrder(parse.GetValue(HeadVersion), (ushort)parse.GetValue(Id), parse.GetRequiredValue(Class), parse.GetRequiredValue(Spectra));
        return HeadOrders.Write(parse, parse.GetValue(Json), parse.GetRequiredValue(Out), HeadFiles.Sign(SignedEnvelope.Of(order), parse.GetValue(Key) ?? []));
    }
}
