using System.CommandLine;

namespace RoverRaman.Cli;

/// <summary>The sub-verbs of <c>roverraman head</c> that work on files alone.</summary>
static class HeadGroundVerbs
{
    public static IEnumerable<Command> Create() =>
    [
        HeadFitVerb.Create(), HeadExtendVerb.Create(), HeadMeasureVerb.Create(), HeadPackVerb.Create(), HeadShowVerb.Create(), HeadKeygenVerb.Create(), HeadSignVerb.Create(),
        HeadVerifyVerb.Create(), HeadGoldensVerb.Create(), HeadFlipBitsVerb.Create(), HeadDiffVerb.Create(), HeadApplyVerb.Create(), HeadOrderVerb.Create(),
    ];
}
