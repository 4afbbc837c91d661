using System.CommandLine;

namespace RoverRaman.Cli;

/// <summary>The sub-verbs of <c>roverraman head</c> that talk to a robot's daemon.</summary>
static class HeadDeviceVerbs
{
    public static IEnumerable<Command> Create() =>
    [
        HeadUploadVerb.Create(), HeadListVerb.Create(), HeadActivateVerb.Create(), HeadConfirmVerb.Create(), HeadRollbackVerb.Create(), HeadUnknownsVerb.Create(),
    ];
}
