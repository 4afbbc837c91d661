using System.CommandLine;
using RoverRaman.Ground;
using RoverRaman.Triage;

namespace RoverRaman.Cli;

/// <summary><c>roverraman downlink why</c>: why was this sent?</summary>
static class DownlinkWhyVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The daemon's journal." };
        var sequence = new Argument<uint?>("SEQUENCE") { Description = "Number of the decision; without it, all.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("why", "Explain decisions: the terms of their utility, the reasons, the policy.\n\nExample: roverraman downlink why journal.rrj 1234") { file, sequence };
        command.SetAction(parse =>
        {
            var decoder = new DownlinkDecoder();
            uint? wanted = parse.GetValue(sequence);
            var verdicts = DownlinkFile.Read(parse.GetRequiredValue(file), decoder.Counters).Select(message => decoder.Accept(message)).OfType<VerdictEntry>()
                .Where(entry => wanted is null || entry.Verdict.Sequence == wanted).ToList();
            foreach (var entry in verdicts)
                parse.InvocationConfiguration.Output.WriteLine($"{entry.Verdict.Sequence}: {VerdictText.Of(entry.Verdict)}");
            if (verdicts.Count > 0)
                return 0;
            parse.InvocationConfiguration.Error.WriteLine($"roverraman: expected {(wanted is null ? "verdicts" : $"a verdict on decision {wanted}")} in the journal, found none; the daemon writes them where \"downlink\" is configured.");
            return 1;
        });
        return command;
    }
}
