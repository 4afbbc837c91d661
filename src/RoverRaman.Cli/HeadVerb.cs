using System.CommandLine;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head</c>: what a robot can name, made on the ground and kept onboard.</summary>
public static class HeadVerb
{
    /// <summary>The verb with its sub-verbs.</summary>
    public static Command Create()
    {
        var command = new Command("head", "Heads: what a robot can name.\n\nExample: roverraman head list --socket /run/roverraman/decisions.sock");
        foreach (var verb in HeadDeviceVerbs.Create())
            command.Add(verb);
        return command;
    }
}
