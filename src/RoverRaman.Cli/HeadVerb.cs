using System.CommandLine;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head</c>: what a robot can name, made on the ground and kept onboard.</summary>
public static class HeadVerb
{
    /// <summary>The verb with its sub-verbs.</summary>
    public static Command Create()
    {
        var command = new Command(
            "head",
            "Heads: what a robot can name. Fit rows on a frozen backbone, sign them, send a delta of a few hundred bytes.\n\n" +
            "Example: roverraman head extend --model models/rruff-paper --data brucite/ --out brucite.rrhead");
        foreach (var verb in HeadGroundVerbs.Create().Concat(HeadDeviceVerbs.Create()))
            command.Add(verb);
        return command;
    }
}
