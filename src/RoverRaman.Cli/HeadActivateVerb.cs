using System.CommandLine;
using RoverRaman.Wire;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head activate</c>: a validated head on trial.</summary>
static class HeadActivateVerb
{
    public static Command Create()
    {
        var head = HeadDeviceOptions.Head();
        var spectra = Flags.Integer("--spectra", "Length of the trial; 0: as the daemon is configured.", 0, 1_000_000, 0);
        var shadow = new Option<bool>("--shadow") { Description = "It only looks on during the trial, and the head in use goes on deciding." };
        var options = new HeadDeviceOptions();
        var command = options.AddTo(new Command("activate", "Put a validated head on trial; it is confirmed by health or command, else it goes by itself.\n\nExample: roverraman head activate 8 --socket /run/roverraman/decisions.sock") { head, spectra, shadow });
        command.Does((parse, _) => options.Carry(parse, (link, id) =>
        {
            var activate = new ActivateHead(id, HeadDeviceOptions.Find(link, parse.GetRequiredValue(head)), (uint)parse.GetValue(spectra), parse.GetValue(shadow));
            return output => HeadCommandCodec.Write(output, activate);
        }));
        return command;
    }
}
