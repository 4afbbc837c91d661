using System.CommandLine;
using RoverRaman.Instruments;
using RoverRaman.Instruments.Safety;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Cli;

/// <summary>Options that the sub-verbs of <c>instrument</c> share: where it is and what it speaks.</summary>
sealed class InstrumentOptions
{
    public Argument<string> Address { get; } = new("ADDRESS") { Description = "Where it is: /dev/ttyUSB0@115200, /dev/serial/by-id/..., or tcp://host:port." };

    public Option<string> Protocol { get; } = new("--protocol")
    {
        Description = $"What it speaks: {string.Join(", ", Protocols.Names)}.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "obp",
    };

    public Option<double> Integration { get; } = new("--integration") { Description = "Integration time, ms.", HelpName = "MS", DefaultValueFactory = _ => 100 };

    public Option<int> Scans { get; } = Flags.Integer("--scans", "Scans that the instrument itself averages.", 1, 5000, 1);

    public Option<int> Pixels { get; } = Flags.Integer("--pixels", "Pixels of a unit whose number differs from the usual one; 0: the usual one.", 0, 8192, 0);

    public Option<bool> Excitation { get; } = new("--excitation")
    {
        Description = "Switch the laser or lamp on for each spectrum, and take a dark first. Without it no light is ever switched on.",
    };

    public Option<bool> Json { get; } = Flags.Json();

    public void AddTo(Command command)
    {
        command.Add(Address);
        command.Add(Protocol);
        command.Add(Integration);
        command.Add(Scans);
        command.Add(Pixels);
        command.Add(Json);
    }

    public static TransportAddress ParseAddress(string text)
    {
        try
        {
            return TransportAddress.Parse(text);
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }

    public InstrumentProtocol ReadProtocol(ParseResult parse)
    {
        var name = parse.GetRequiredValue(Protocol);
        return Protocols.TryParse(name, out var protocol) ? protocol : throw new UsageException($"Expected one of {string.Join(", ", Protocols.Names)} for --protocol, found \"{name}\".");
    }

    public SpectrometerOptions ReadOptions(ParseResult parse)
    {
        var milliseconds = parse.GetRequiredValue(Integration);
        if (milliseconds is not (> 0 and <= 600_000))
            throw new UsageException($"Expected 0 to 600000 ms for --integration, found {milliseconds}.");
        return new SpectrometerOptions
        {
            IntegrationTime = TimeSpan.FromMilliseconds(milliseconds),
            Pixels = parse.GetRequiredValue(Pixels) is > 1 and var pixels ? pixels : null,
        };
    }

    /// <summary>Opens the instrument, its laser guarded: whatever ends the verb leaves it off.</summary>
    public LaserGuard Open(ParseResult parse, CancellationToken cancellation)
    {
        var options = ReadOptions(parse);
        var guard = new LaserGuard(Protocols.Attach(ReadProtocol(parse), ParseAddress(parse.GetRequiredValue(Address)), options, cancellation), new LaserGuardOptions());
        try
        {
            if (parse.GetRequiredValue(Scans) is > 1 and var scans)
                guard.SetScansToAverage(scans, cancellation);
            return guard;
        }
        catch
        {
            guard.Dispose();
            throw;
        }
    }
}
