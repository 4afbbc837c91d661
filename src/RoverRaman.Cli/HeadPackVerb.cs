using System.CommandLine;
using System.Text.Json.Nodes;
using RoverRaman.Heads;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head pack</c>: a head in another encoding, with what its manifest is to say.</summary>
static class HeadPackVerb
{
    static readonly Argument<string> Head = HeadFlags.File("HEAD", "A head (.rrhead), signed or not, version 1 or 2.");
    static readonly Option<string> Out = HeadFlags.Out("the head");
    static readonly Option<HeadWeightEncoding> Encoding = HeadFlags.Encoding(HeadWeightEncoding.Int8);
    static readonly Option<uint?> HeadVersion = HeadFlags.Version("the head's");
    static readonly Option<string?> Range = HeadFlags.Range();
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("pack", "Store a head in another encoding. Its signatures do not carry over: sign the result.\n\n" +
            "Example: roverraman head pack models/rruff-paper/head.rrhead --encoding int8 --out small.rrhead")
        {
            Head, Out, Encoding, HeadVersion, Range, Json,
        };
        command.Does((parse, _) => Run(parse));
        return command;
    }

    static int Run(ParseResult parse)
    {
        var head = HeadFiles.ReadHead(parse.GetRequiredValue(Head));
        var manifest = head.Manifest with
        {
            HeadVersion = parse.GetValue(HeadVersion) ?? head.Manifest.HeadVersion,
            Axis = HeadFiles.Axis,
            InstrumentRange = HeadFlags.ParseRange(parse.GetValue(Range)) ?? head.Manifest.InstrumentRange,
        };
        var packed = (head with { Manifest = manifest }).WithEncoding(parse.GetValue(Encoding));
        foreach (var check in packed.Manifest.GoldenChecks)
            if (!check.Holds(packed))
                throw new HeadFormatException(HeadRefusal.GoldenCheckFailed, $"Expected the golden check of class {check.ClassId} to hold as {parse.GetValue(Encoding)}, found another class. Use a wider encoding.");
        byte[] bytes = packed.ToBytes();
        HeadFiles.Write(parse.GetRequiredValue(Out), bytes);
        var result = new JsonObject
        {
            ["file"] = parse.GetRequiredValue(Out),
            ["sha256"] = HeadPackage.Sha256(bytes),
            ["encoding"] = parse.GetValue(Encoding).ToString(),
            ["bytes"] = bytes.Length,
            ["bytes_before"] = head.ToBytes().Length,
            ["largest_error"] = head.Weights.Zip(packed.Weights, (a, b) => Math.Abs(a - b)).DefaultIfEmpty().Max(),
        };
        HeadReport.Print(parse, parse.GetValue(Json), result);
        return 0;
    }
}
