using System.CommandLine;
using RoverRaman.Ground;

namespace RoverRaman.Cli;

/// <summary><c>roverraman downlink follow</c>: decisions as they come.</summary>
static class DownlinkFollowVerb
{
    // Seconds that a timer can wait: 2^32 - 2 ms, rounded.
    const double LongestTimer = 4_000_000;

    public static Command Create()
    {
        var source = new Argument<string>("SOURCE") { Description = "The daemon's socket, udp://ADDRESS:PORT to listen on, or a serial device." };
        var count = DownlinkOptions.Number<long>("--count", "End after this many decisions.", "N", 1, long.MaxValue);
        var timeout = DownlinkOptions.Number("--timeout", "End after this many seconds without a message.", "S", 0.001, LongestTimer);
        var baud = DownlinkOptions.Number("--baud", "Rate of a serial device, bit/s; default: as it is set.", "N", 50, 4_000_000);
        var every = DownlinkOptions.Number("--report-every", "Seconds between reports to the robot, with --store; default 1.", "S", 0.01, 86_400);
        var relay = new Option<string?>("--relay") { Description = "With --store: udp://ADDRESS:PORT on which commands for the robot come ('command', 'head upload' and others --to it); they go up the line that products come down on.", HelpName = "SOURCE" };
        var link = new DownlinkLinkOptions();
        var shared = new DownlinkOptions();
        var command = new Command("follow", "Print decisions as they come, until the source ends or Ctrl-C.\n\nExample: roverraman downlink follow udp://127.0.0.1:5600 --count 10 --timeout 30\nWith --store the source is a product link: products go into the archive, and the robot is told. Example: roverraman downlink follow udp://0.0.0.0:5006 --store mission.db --envelope ccsds") { source, count, timeout, baud, link.Store, link.Envelope, every, relay };
        shared.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            if (parse.GetValue(link.Store) is { } store)
                return await Task.Run(() =>
                {
                    using var archive = new ProductArchive(store);
                    using var endpoint = LinkEndpoint.Open(parse.GetRequiredValue(source), parse.GetValue(baud));
                    using var commands = parse.GetValue(relay) is { } from ? LinkEndpoint.Open(from) : null;
                    var receiver = new DownlinkReceiver(parse.InvocationConfiguration, link.EnvelopeOf(parse), parse.GetValue(shared.Json)) { Relay = commands };
                    return receiver.Run(endpoint, archive, parse.GetValue(count), Limit(parse.GetValue(timeout)), TimeSpan.FromSeconds(parse.GetValue(every) ?? 1), cancellation);
                }, CancellationToken.None);
            var decoder = new DownlinkDecoder();
            shared.LoadNames(parse, decoder.Names);
            using var opened = DownlinkSource.Open(parse.GetRequiredValue(source), parse.GetValue(baud), decoder.Counters);
            var follower = new DownlinkFollower(parse.InvocationConfiguration, decoder, parse.GetValue(shared.Json));
            return await follower.RunAsync(opened, parse.GetValue(count), Limit(parse.GetValue(timeout)), cancellation);
        });
        return command;
    }

    static TimeSpan Limit(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : Timeout.InfiniteTimeSpan;
}
