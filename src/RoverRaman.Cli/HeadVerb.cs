using System.CommandLine;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head</c>: new minerals for robots: fitted, packed, signed and checked here, sent from here.</summary>
public static class HeadVerb
{
    /// <summary>The verb with its sub-verbs.</summary>
    public static Command Create()
    {
        var command = new Command(
            "head",
            "Teach robots new minerals: fit rows on a frozen backbone, pack them, sign them, make a delta of a few hundred bytes.\n\n" +
            "Example: roverraman head extend --model models/rruff-paper --data brucite/ --out brucite.rrhead")
        {
            HeadFitVerb.Create(),
            HeadExtendVerb.Create(),
            HeadMeasureVerb.Create(),
            HeadPackVerb.Create(),
            HeadShowVerb.Create(),
            HeadKeygenVerb.Create(),
            HeadSignVerb.Create(),
            HeadVerifyVerb.Create(),
            HeadDiffVerb.Create(),
            HeadApplyVerb.Create(),
            HeadTeachVerb.Create(),
            HeadRevokeVerb.Create(),
            HeadDowngradeVerb.Create(),
        };
        foreach (var verb in HeadDeviceVerbs.Create())
            command.Add(verb);
        return command;
    }
}
