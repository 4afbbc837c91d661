using System.CommandLine;
using RoverRaman.Ground;

namespace RoverRaman.Cli;

/// <summary><c>roverraman downlink follow</c>: decisions as they come.</summary>
static class DownlinkFollowVerb
{
    public static Command Create()
    {
        var source = new Argument<string>("SOURCE") { Description = "The daemon's socket, udp://ADDRESS:PORT to listen on, or a serial device." };
        var count = new Option<long?>("--count") { Description = "End after this many decisions.", HelpName = "N" };
        var timeout = new Option<double?>("--timeout") { Description = "End after this many seconds without a message.", HelpName = "S" };
        var baud = new Option<int?>("--baud") { Description = "Rate of a serial device, bit/s; default: as it is set.", HelpName = "N" };
        count.Validators.Add(result => Positive(result, result.GetValueOrDefault<long?>()));
        timeout.Validators.Add(result => Positive(result, result.GetValueOrDefault<double?>()));
        baud.Validators.Add(result => Positive(result, result.GetValueOrDefault<int?>()));
        var shared = new DownlinkOptions();
        var command = new Command("follow", "Print decisions as they come, until the source ends or Ctrl-C.\n\nExample: roverraman downlink follow udp://127.0.0.1:5600 --count 10 --timeout 30") { source, count, timeout, baud };
        shared.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var decoder = new DownlinkDecoder();
            shared.LoadNames(parse, decoder.Names);
            using var opened = DownlinkSource.Open(parse.GetRequiredValue(source), parse.GetValue(baud), decoder.Counters);
            var follower = new DownlinkFollower(parse.InvocationConfiguration, decoder, parse.GetValue(shared.Json));
            return await follower.RunAsync(opened, parse.GetValue(count), Limit(parse.GetValue(timeout)), cancellation);
        });
        return command;
    }

    static void Positive<T>(System.CommandLine.Parsing.OptionResult result, T? value)
        where T : struct, System.Numerics.INumber<T>
    {
        // The upper bound is what a timer takes, in seconds; it also catches infinity.
        if (result.Tokens.Count == 1 && !(value > T.Zero && value <= T.CreateSaturating(4_000_000)))
            result.AddError($"Expected more than 0 and at most 4000000 for {result.Option.Name}, found {result.Tokens[0].Value}.");
    }

    static TimeSpan Limit(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : Timeout.InfiniteTimeSpan;
}
