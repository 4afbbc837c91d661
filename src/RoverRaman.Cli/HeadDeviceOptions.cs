using System.CommandLine;
using System.Globalization;
using RoverRaman.Ground;
using RoverRaman.Wire;

namespace RoverRaman.Cli;

/// <summary>Options and steps that the device's sub-verbs of <c>head</c> share.</summary>
sealed class HeadDeviceOptions
{
    const int DefaultPatience = 30;

    public Option<string> Socket { get; } = new("--socket") { Description = "The daemon's socket.", HelpName = "PATH", Required = true };

    public Option<bool> Json { get; } = Flags.Json();

    public Option<int> Timeout { get; } = Flags.Integer("--timeout", "Longest wait for an answer, seconds.", 1, 86_400, DefaultPatience);

    public Command AddTo(Command command)
    {
        command.Add(Socket);
        command.Add(Timeout);
        command.Add(Json);
        return command;
    }

    public DeviceLink Open(ParseResult parse) => new(parse.GetRequiredValue(Socket), TimeSpan.FromSeconds(parse.GetValue(Timeout)));

    /// <summary>A head as people name it: its version, or the first 16 hex digits of its SHA-256.</summary>
    public static Argument<string> Head() => new("HEAD") { Description = "Version of a head onboard, or the first 16 digits of its SHA-256 (see 'head list')." };

    /// <summary>All heads onboard, and what the daemon says of counters and log.</summary>
    public static (List<HeadStatus> Heads, CommandReply Reply) List(DeviceLink link)
    {
        var heads = new List<HeadStatus>();
        var id = link.NextCommand();
        link.Send(output => HeadCommandCodec.Write(output, new HeadListCommand(id)));
        var reply = link.AwaitReply(id, (kind, message) =>
        {
            if (kind == MessageKind.HeadStatus)
                heads.Add(HeadReportCodec.ReadStatus(message));
        });
        return reply.Result == CommandResult.Done ? (heads, reply) : throw Refused(reply);
    }

    /// <summary>The id of the head that was named.</summary>
    public static ulong Find(DeviceLink link, string name)
    {
        if (name.Length == 16 && ulong.TryParse(name, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var id))
            return id;
        if (!uint.TryParse(name, CultureInfo.InvariantCulture, out var version))
            throw new UsageException($"Expected a version or 16 hex digits, found '{name}'.");
        var heads = List(link).Heads.Where(h => h.HeadVersion == version).ToArray();
        return heads.Length == 1
            ? heads[0].HeadId
            : throw new DownlinkException($"Expected one head of version {version} onboard, found {heads.Length}; see 'roverraman head list'.");
    }

    /// <summary>Sends a command, prints what became of it, gives the exit code.</summary>
    public int Carry(ParseResult parse, Func<DeviceLink, uint, Action<FixedBufferWriter>> make)
    {
        using var link = Open(parse);
        var id = link.NextCommand();
        var write = make(link, id);
        link.Send(write, SignedOrder.MaxBytes + 64);
        return Print(parse, link.AwaitReply(id));
    }

    /// <summary>Prints a reply; gives the exit code.</summary>
    public int Print(ParseResult parse, CommandReply reply)
    {
        var configuration = parse.InvocationConfiguration;
        if (parse.GetValue(Json))
            JsonOutput.Print(configuration.Output, new() { ["done"] = reply.Result == CommandResult.Done, ["text"] = reply.Text });
        else if (reply.Result == CommandResult.Done)
            configuration.Output.WriteLine(reply.Text);
        if (reply.Result != CommandResult.Done)
            configuration.Error.WriteLine($"roverraman: refused: {reply.Text}");
        return reply.Result == CommandResult.Done ? 0 : Verb.Failure;
    }

    static DownlinkException Refused(CommandReply reply) => new($"Expected the daemon to do it, but it refused: {reply.Text}");
}
