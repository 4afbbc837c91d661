using System.CommandLine;
using RoverRaman.Ground;

namespace RoverRaman.Cli;

/// <summary><c>roverraman downlink decode</c>: a recorded file as a table or JSON lines.</summary>
static class DownlinkDecodeVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The daemon's journal, or a capture of a link's bytes (COBS frames)." };
        var truth = new Option<string?>("--truth") { Description = "What the emulator played, JSON lines in order; compares it with the decisions.", HelpName = "FILE" };
        var sent = DownlinkOptions.Number<long>("--sent", "How many spectra were played; default: the lines of --truth.", "N", 0, long.MaxValue);
        var link = new DownlinkLinkOptions();
        var shared = new DownlinkOptions();
        var command = new Command("decode", "Print a recorded file: each decision once, gaps and damage counted.\n\nExample: roverraman downlink decode decisions.rrj --model models/rruff-paper") { file, truth, sent, link.Envelope, link.Store };
        shared.AddTo(command);
        // With an envelope the file is a capture of a product link; without an archive it is decoded into one that is forgotten.
        command.SetAction((parse, cancellation) => Task.Run(() => parse.GetValue(link.Envelope) is not null || parse.GetValue(link.Store) is not null
            ? Receive(parse.GetRequiredValue(file), parse.GetValue(link.Store) ?? ":memory:", new DownlinkReceiver(parse.InvocationConfiguration, link.EnvelopeOf(parse), parse.GetValue(shared.Json)), cancellation)
            : Run(parse, shared, parse.GetRequiredValue(file), parse.GetValue(truth), parse.GetValue(sent)), CancellationToken.None));
        return command;
    }

    static int Receive(string file, string store, DownlinkReceiver receiver, CancellationToken cancellation)
    {
        using var archive = new ProductArchive(store);
        using var endpoint = LinkEndpoint.Open(file);
        return receiver.Run(endpoint, archive, null, Timeout.InfiniteTimeSpan, TimeSpan.FromSeconds(1), cancellation);
    }

    static int Run(ParseResult parse, DownlinkOptions shared, string file, string? truth, long? sent)
    {
        var decoder = new DownlinkDecoder();
        shared.LoadNames(parse, decoder.Names);
        var keeper = truth is not null || sent is not null ? new ScoreKeeper(truth is null ? null : TruthFile.Read(truth)) : null;
        var entries = DownlinkFile.Read(file, decoder.Counters).Select(message => decoder.Accept(message)).OfType<DownlinkEntry>().ToList();
        // Names may come after the decisions that need them, so nothing is named before all is read.
        foreach (var entry in entries.OfType<DecisionEntry>())
            keeper?.Add(entry.Decision, Best(entry, decoder.Names));
        Print(parse, parse.GetValue(shared.Json), entries, decoder, keeper?.Score(sent));
        return 0;
    }

    static string? Best(DecisionEntry entry, ClassNames names) =>
        entry.Decision.TopCount == 0 ? null : names.Find(entry.Decision.HeadVersion, entry.Decision.Top[0].ClassId);

    static void Print(ParseResult parse, bool json, List<DownlinkEntry> entries, DownlinkDecoder decoder, DownlinkScore? score)
    {
        var configuration = parse.InvocationConfiguration;
        foreach (var damaged in entries.OfType<DamagedEntry>())
            configuration.Error.WriteLine($"roverraman: {damaged.Reason}");
        if (json)
        {
            var lines = new DownlinkJson(decoder.Names);
            foreach (var entry in entries)
                configuration.Output.WriteLine(lines.Line(entry));
            configuration.Output.WriteLine(DownlinkJson.Summary(decoder.Counters, score));
            return;
        }
        var table = new DownlinkTable(configuration.Output, decoder.Names);
        table.PrintAll(entries.OfType<DecisionEntry>());
        table.PrintCounters(decoder.Counters, entries.OfType<HealthEntry>().LastOrDefault());
        if (score is not null)
            configuration.Output.WriteLine(score);
    }
}
