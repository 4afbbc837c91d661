using System.CommandLine;
using RoverRaman.Wire;

namespace RoverRaman.Cli;

/// <summary>Options of the sub-verbs that speak the product link.</summary>
sealed class DownlinkLinkOptions
{
    public Option<string?> Envelope { get; } = new("--envelope") { Description = "What the link puts around each unit: none, cobs, ccsds or pus; default cobs.", HelpName = "E" };

    public Option<string?> Store { get; } = new("--store") { Description = "Archive: path of an SQLite file, or postgres://USER:PASSWORD@HOST:PORT/DATABASE.", HelpName = "STORE" };

    public Option<string?> To { get; } = new("--to") { Description = "Where the robot listens: udp://ADDRESS:PORT, tcp://ADDRESS:PORT, or a file to append to.", HelpName = "TARGET" };

    public LinkEnvelope EnvelopeOf(ParseResult parse) => (parse.GetValue(Envelope) ?? "cobs") switch
    {
        "none" => LinkEnvelope.None,
        "cobs" => LinkEnvelope.Cobs,
        "ccsds" => LinkEnvelope.SpacePacket,
        "pus" => LinkEnvelope.Pus,
        var other => throw new UsageException($"Expected none, cobs, ccsds or pus for --envelope, found '{other}'."),
    };

    public string StoreOf(ParseResult parse) => parse.GetValue(Store) ?? throw new UsageException("Expected --store STORE, found none.");

    public string TargetOf(ParseResult parse) => parse.GetValue(To) ?? throw new UsageException("Expected --to TARGET, found none.");
}
