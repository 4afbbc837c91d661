using System.CommandLine;
using System.Globalization;
using RoverRaman.Ground;
using RoverRaman.Wire;

namespace RoverRaman.Cli;

/// <summary>Options and steps that the device's sub-verbs of <c>head</c> share.</summary>
sealed class HeadDeviceOptions
{
    const int DefaultPatience = 30;

    readonly DownlinkLinkOptions _line = new();

    public Option<string?> Socket { get; } = new("--socket") { Description = "The daemon's socket, for a robot that this machine is part of.", HelpName = "PATH" };

    public Option<string?> Link { get; } = new("--link") { Description = "Product link to the robot, as for 'downlink follow': udp://ADDRESS:PORT or tcp://ADDRESS:PORT to listen on, or a serial device. Products that come meanwhile go into --store.", HelpName = "SOURCE" };

    public Option<int?> Baud { get; } = DownlinkOptions.Number("--baud", "Rate of a serial device, bit/s; default: as it is set.", "N", 50, 4_000_000);

    public Option<int> Mtu { get; } = Flags.Integer("--mtu", "Largest frame on the way up, bytes.", 32, 65_536, 1200);

    public Option<double?> Rate { get; } = DownlinkOptions.Number("--bits-per-second", "Rate of the way up that is never exceeded; default 1000000.", "N", 1, 1e10);

    public Option<double?> Repeat { get; } = DownlinkOptions.Number("--repeat", "Over the link: seconds without an answer after which a command is sent again, more than the way there and back; default 5.", "S", 0.05, 86_400);

    public Option<bool> Json { get; } = Flags.Json();

    public Option<int> Timeout { get; } = Flags.Integer("--timeout", "Longest wait for an answer, seconds.", 1, 86_400, DefaultPatience);

    public Command AddTo(Command command)
    {
        foreach (Option option in (Option[])[Socket, Link, _line.Store, _line.To, _line.Envelope, Baud, Mtu, Rate, Repeat, Timeout, Json])
            command.Add(option);
        return command;
    }

    /// <summary>Begins a conversation with the daemon that the command line names.</summary>
    /// <exception cref="UsageException">It names none, or two.</exception>
    /// <exception cref="DownlinkException">Nobody answers there.</exception>
    public DeviceLink Open(ParseResult parse)
    {
        var patience = TimeSpan.FromSeconds(parse.GetValue(Timeout));
        var (source, target) = (parse.GetValue(Link), parse.GetValue(_line.To));
        return (parse.GetValue(Socket), source ?? target) switch
        {
            ({ } path, null) => new SocketDeviceLink(path, patience),
            (null, { }) => new LineDeviceLink(new LineDeviceOptions(_line.StoreOf(parse))
            {
                Source = source,
                Target = target,
                Baud = parse.GetValue(Baud),
                Envelope = _line.EnvelopeOf(parse),
                Mtu = parse.GetValue(Mtu),
                BitsPerSecond = parse.GetValue(Rate) ?? 1_000_000,
                Patience = patience,
                RepeatAfter = TimeSpan.FromSeconds(parse.GetValue(Repeat) ?? 5),
            }),
            (null, null) => throw new UsageException("Expected --socket PATH, or --link SOURCE --store STORE, or --to RELAY --store STORE beside a 'downlink follow --relay', found none."),
            _ => throw new UsageException("Expected --socket alone, or --link and --to without it, found both."),
        };
    }

    /// <summary>A head as people name it: its version, or the first 16 hex digits of its SHA-256.</summary>
    public static Argument<string> Head() => new("HEAD") { Description = "Version of a head onboard, or the first 16 digits of its SHA-256 (see 'head list')." };

    /// <summary>All heads onboard, and what the daemon says of counters and log.</summary>
    public static (List<HeadStatus> Heads, CommandReply Reply) List(DeviceLink link)
    {
        var heads = new List<HeadStatus>();
        var id = link.NextCommand();
        var reply = link.Ask(id, output => HeadCommandCodec.Write(output, new HeadListCommand(id)), (kind, message) =>
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
        return Print(parse, link.Ask(id, make(link, id)));
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
