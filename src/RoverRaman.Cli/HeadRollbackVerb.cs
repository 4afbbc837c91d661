using System.CommandLine;
using RoverRaman.Wire;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head rollback</c>: end the trial, back to the last confirmed head.</summary>
static class HeadRollbackVerb
{
    public static Command Create()
    {
        var options = new HeadDeviceOptions();
        var command = options.AddTo(new Command("rollback", "End the trial and go back to the last confirmed head. Below a confirmed version leads only an order signed by a recovery key ('head upload').\n\nExample: roverraman head rollback --socket /run/roverraman/decisions.sock"));
        command.Does((parse, _) => options.Carry(parse, (_, id) => output => HeadCommandCodec.Write(output, new RollbackHead(id))));
        return command;
    }
}
