using System.CommandLine;
using RoverRaman.Ground;
using RoverRaman.Wire;

namespace RoverRaman.Cli;

/// <summary><c>roverraman downlink ack</c>: tells a robot what is in the archive, where the way back is not the way down.</summary>
static class DownlinkAckVerb
{
    const int KeysInAReport = 400; // fits 1,200 bytes

    public static Command Create()
    {
        var link = new DownlinkLinkOptions();
        var command = new Command("ack", "Tell the robot everything that is in the archive, so that it forgets it.\n\nExample: roverraman downlink ack --store mission.db --to udp://192.0.2.7:5007") { link.Store, link.To, link.Envelope };
        command.SetAction(parse =>
        {
            var envelope = link.EnvelopeOf(parse);
            string target = link.TargetOf(parse);
            using var archive = new ProductArchive(link.StoreOf(parse));
            var framer = new UplinkFramer(envelope);
            var keys = archive.Keys();
            uint number = 0;
            foreach (var chunk in keys.Chunk(KeysInAReport))
                LinkEndpoint.SendOnce(target, framer.Frame(output => LinkReportCodec.Write(output, new LinkReport(++number, chunk, []))));
            parse.InvocationConfiguration.Output.WriteLine($"{keys.Count} products acknowledged in {number} reports to {target}");
            return 0;
        });
        return command;
    }
}
