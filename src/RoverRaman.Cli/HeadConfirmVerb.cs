using System.CommandLine;
using RoverRaman.Wire;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head confirm</c>: the head on trial is good.</summary>
static class HeadConfirmVerb
{
    public static Command Create()
    {
        var head = HeadDeviceOptions.Head();
        var options = new HeadDeviceOptions();
        var command = options.AddTo(new Command("confirm", "Confirm the head on trial: from now on it is the one to fall back to.\n\nExample: roverraman head confirm 8 --socket /run/roverraman/decisions.sock") { head });
        command.Does((parse, _) => options.Carry(parse, (link, id) =>
        {
            var confirm = new ConfirmHead(id, HeadDeviceOptions.Find(link, parse.GetRequiredValue(head)));
            return output => HeadCommandCodec.Write(output, confirm);
        }));
        return command;
    }
}
