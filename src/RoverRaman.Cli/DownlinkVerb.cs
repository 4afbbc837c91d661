using System.CommandLine;

namespace RoverRaman.Cli;

/// <summary><c>roverraman downlink</c>: what came down from the robot, for people and for programs.</summary>
public static class DownlinkVerb
{
    /// <summary>The verb with its sub-verbs.</summary>
    public static Command Create() => new("downlink", "Read decisions: from a recorded file, or live.\n\nExample: roverraman downlink decode decisions.rrj")
    {
        DownlinkDecodeVerb.Create(),
        DownlinkFollowVerb.Create(),
        DownlinkWhyVerb.Create(),
        DownlinkAckVerb.Create(),
        DownlinkGapsVerb.Create(),
        DownlinkCommandVerb.Create(),
        DownlinkPolicyVerb.Create(),
        DownlinkSimulateVerb.Create(),
    };
}
