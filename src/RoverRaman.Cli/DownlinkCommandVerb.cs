using System.CommandLine;
using System.Globalization;
using RoverRaman.Ground;
using RoverRaman.Wire;

namespace RoverRaman.Cli;

/// <summary><c>roverraman downlink command</c>: tells the robot what to do, over the link.</summary>
static class DownlinkCommandVerb
{
    const int LongestRange = 1000;

    public static Command Create()
    {
        var name = new Argument<string>("COMMAND") { Description = "ping | reprioritise PRODUCT SEQUENCE BIN | send-spectrum SEQUENCE[..SEQUENCE] [lossless] | set-policy FILE (JSON, or signed: see 'downlink policy sign') | set-time [MS] | activate-head VERSION | send-catalogue" };
        var arguments = new Argument<string[]>("ARGUMENT") { Description = "See COMMAND.", Arity = ArgumentArity.ZeroOrMore };
        var id = DownlinkOptions.Number<long>("--id", "Number of the command; the robot's reply carries it, and it carries out each number once. Default: from the clock.", "N", 0, uint.MaxValue);
        var link = new DownlinkLinkOptions();
        var command = new Command("command", "Send a command to the robot over the link; its reply comes down as a message.\n\nExample: roverraman downlink command send-spectrum 1234 --to udp://192.0.2.7:5007") { name, arguments, id, link.To, link.Envelope };
        command.SetAction(parse =>
        {
            uint number = (uint)(parse.GetValue(id) ?? DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() % uint.MaxValue);
            string target = link.TargetOf(parse);
            var framer = new UplinkFramer(link.EnvelopeOf(parse));
            var commands = Make(parse.GetRequiredValue(name), parse.GetValue(arguments) ?? [], number).ToList();
            foreach (var made in commands)
            {
                LinkEndpoint.SendOnce(target, framer.Frame(output => LinkCommandCodec.Write(output, made)));
                parse.InvocationConfiguration.Output.WriteLine($"sent {WireNames.Of(made.Operation)} as command {made.CommandId} to {target}");
            }
            return 0;
        });
        return command;
    }

    static IEnumerable<LinkCommand> Make(string name, string[] arguments, uint id) => (name, arguments) switch
    {
        ("ping", []) => [new(id, LinkOperation.Ping, 0, 0, default)],
        ("reprioritise", [var kind, var sequence, var bin]) => [new(id, LinkOperation.Reprioritise, (long)Kind(kind), Number(sequence, uint.MaxValue), new byte[] { (byte)Number(bin, ProductSummary.MaxBin) })],
        ("send-spectrum", [var sequences]) => Spectra(sequences, id, lossless: false),
        ("send-spectrum", [var sequences, "lossless"]) => Spectra(sequences, id, lossless: true),
        ("set-policy", [var file]) => [new(id, LinkOperation.SetPolicy, 0, 0, Policy(file))],
        ("set-time", []) => [new(id, LinkOperation.SetTime, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 0, default)],
        ("set-time", [var time]) => [new(id, LinkOperation.SetTime, Number(time, long.MaxValue), 0, default)],
        ("activate-head", [var version]) => [new(id, LinkOperation.ActivateHead, Number(version, uint.MaxValue), 0, default)],
        ("send-catalogue", []) => [new(id, LinkOperation.SendCatalogue, 0, 0, default)],
        _ => throw new UsageException($"Expected a command with its arguments, found '{string.Join(' ', arguments.Prepend(name))}'."),
    };

    static List<LinkCommand> Spectra(string sequences, uint id, bool lossless)
    {
        string[] ends = sequences.Split("..");
        long first = Number(ends[0], uint.MaxValue), last = ends.Length == 2 ? Number(ends[1], uint.MaxValue) : first;
        if (ends.Length > 2 || last < first || last - first >= LongestRange)
            throw new UsageException($"Expected SEQUENCE or FIRST..LAST of at most {LongestRange}, found '{sequences}'.");
        return [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => new LinkCommand(id + (uint)i, LinkOperation.SendSpectrum, first + i, lossless ? 1 : 0, default))];
    }

    // A policy that the robot would refuse is refused here.
    static byte[] Policy(string file)
    {
        byte[] bytes = DownlinkPolicyVerb.Read(file);
        _ = DownlinkPolicyVerb.PolicyOf(bytes, file);
        return bytes;
    }

    static ProductKind Kind(string text)
    {
        foreach (var kind in Enum.GetValues<ProductKind>())
            if (kind.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
                return kind;
        throw new UsageException($"Expected a product ({string.Join(", ", Enum.GetNames<ProductKind>()).ToLowerInvariant()}), found '{text}'.");
    }

    static long Number(string text, long maximum) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= maximum
        ? number
        : throw new UsageException($"Expected a number from 0 to {maximum}, found '{text}'.");
}
