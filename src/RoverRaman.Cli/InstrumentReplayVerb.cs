using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using RoverRaman.Instruments.Captures;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Cli;

/// <summary><c>roverraman instrument replay</c>: a recorded instrument on a pseudo-terminal.</summary>
static class InstrumentReplayVerb
{
    static readonly Argument<string> File = new("FILE") { Description = "Capture of instrument record." };
    static readonly Option<string?> Link = new("--link") { Description = "Symbolic link to make to the pseudo-terminal.", HelpName = "PATH" };
    static readonly Option<bool> Fast = new("--fast") { Description = "Answer at once instead of with the recorded delays." };
    static readonly TimeSpan Linger = TimeSpan.FromSeconds(5);
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("replay", "Play a capture's instrument once, to a host that asks in the recorded order.\n\nExample: roverraman instrument replay session.rrcap --link /tmp/instrument")
        {
            File, Link, Fast, Json,
        };
        command.Does(Run);
        return command;
    }

    static int Run(ParseResult parse, CancellationToken cancellation)
    {
        var (protocol, records) = CaptureFile.Read(parse.GetRequiredValue(File));
        var configuration = parse.InvocationConfiguration;
        using var line = PtyMaster.Create(parse.GetValue(Link));
        configuration.Error.WriteLine($"pty {line.TerminalPath} {protocol}");
        var player = new CapturePlayer(records, paced: !parse.GetValue(Fast));
        player.Play(line, cancellation);
        WaitForReader(line, cancellation);
        if (parse.GetValue(Json))
            JsonOutput.Print(configuration.Output, new JsonObject { ["protocol"] = protocol, ["records"] = player.Played, ["bytes_different"] = player.Different });
        else
            configuration.Output.WriteLine($"{player.Played} records played, {player.Different} bytes of the host differed from the recording");
        return 0;
    }

    // Closing at once would take the last bytes from under the host.
    static void WaitForReader(PtyMaster line, CancellationToken cancellation)
    {
        var scratch = new byte[256];
        var start = Stopwatch.GetTimestamp();
        while (line.PeerPresent && Stopwatch.GetElapsedTime(start) < Linger)
            _ = line.Read(scratch, TimeSpan.FromMilliseconds(50), cancellation);
    }
}
