using System.CommandLine;
using System.Text.Json.Nodes;
using RoverRaman.Heads;
using RoverRaman.Inference;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head verify</c>: what the robot would say to this package, said here first.</summary>
static class HeadVerifyVerb
{
    static readonly Argument<string> Package = HeadFlags.File("FILE", "A signed head, delta or order.");
    static readonly Option<string> Keys = new("--keys") { Description = "Key ring of the robot (PEM).", HelpName = "FILE", Required = true };
    static readonly Option<string?> Model = new("--model") { Description = "Model of the robot: also checks that the head fits it.", HelpName = "DIR" };
    static readonly Option<string?> Base = new("--base") { Description = "Head that a delta is to be applied to; default: the model's own.", HelpName = "FILE" };
    static readonly Option<uint?> Highest = new("--highest") { Description = "Highest version that the robot ever accepted.", HelpName = "N" };
    static readonly Option<string?> Range = new("--instrument") { Description = "Raman shifts that the robot's instrument measures, such as 150-1800.", HelpName = "LOW-HIGH" };
    static readonly Option<int> Capacity = Flags.Integer("--capacity", "Classes that the robot has room for.", 1, HeadPackage.MaxClasses, HeadSlot.DefaultCapacity);
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("verify", "Check a package as the robot will: signatures, hashes, and with --model whether it fits. Exit 1 and a reason code where it is refused.\n\n" +
            "Example: roverraman head verify brucite.signed --keys ring.pem --model models/rruff-paper")
        {
            Package, Keys, Model, Base, Highest, Range, Capacity, Json,
        };
        command.Does((parse, _) => Run(parse));
        return command;
    }

    static int Run(ParseResult parse)
    {
        var result = new JsonObject { ["file"] = parse.GetRequiredValue(Package) };
        int code = 0;
        try
        {
            Check(parse, result);
            (result["ok"], result["reason"], result["code"]) = (true, nameof(HeadRefusal.None), 0);
        }
        catch (HeadFormatException e)
        {
            (result["ok"], result["reason"], result["code"], result["error"]) = (false, e.Reason.ToString(), (int)e.Reason, e.Message);
            parse.InvocationConfiguration.Error.WriteLine($"roverraman: refused, {e.Reason} ({(int)e.Reason}): {e.Message}");
            code = Verb.Failure;
        }
        HeadReport.Print(parse, parse.GetValue(Json), result);
        return code;
    }

    static void Check(ParseResult parse, JsonObject result)
    {
        var envelope = HeadFiles.ReadEnvelope(parse.GetRequiredValue(Package));
        var ring = HeadFiles.ReadRing(parse.GetRequiredValue(Keys));
        result["kind"] = envelope.Kind.ToString();
        envelope.Verify(ring);
        result["signed_by"] = new JsonArray([.. envelope.Signatures.Select(signature => (JsonNode)$"{signature.KeyId:x8} {ring.Find(signature.KeyId)!.Name}")]);
        var folder = parse.GetValue(Model) is { } path ? ModelFolder.Open(path, checkComposed: false) : null;
        if (Head(parse, envelope, ring, folder) is not { } head)
            return;
        (result["version"], result["class_count"]) = (head.Manifest.HeadVersion, head.Manifest.Classes.Count);
        if (folder is not null)
            Target(parse, folder).Check(head);
        result["fits_model"] = folder?.Description.Name;
    }

    static HeadPackage? Head(ParseResult parse, SignedEnvelope envelope, KeyRing ring, ModelFolder? folder)
    {
        switch (envelope.Kind)
        {
            case PackageKind.Head:
                return envelope.OpenHead(ring);
            case PackageKind.Delta:
                var delta = envelope.OpenDelta(ring);
                var from = parse.GetValue(Base) is { } file ? HeadFiles.ReadHead(file) : folder?.Head;
                return from is null ? null : delta.Apply(from);
            case PackageKind.Teach:
                _ = envelope.OpenTeach(ring);
                return null;
            case PackageKind.Revoke:
                _ = ring.Revoke(envelope.OpenRevoke(ring));
                return null;
            default:
                _ = envelope.OpenDowngrade(ring);
                return null;
        }
    }

    static HeadTarget Target(ParseResult parse, ModelFolder folder)
    {
        using var backbone = Backbone.Load(folder.BackboneFile);
        return new HeadTarget
        {
            BackboneSha256 = backbone.Sha256,
            Features = backbone.Features,
            Preprocessing = backbone.Preprocessing,
            Axis = HeadFiles.Axis,
            Instrument = HeadFlags.ParseRange(parse.GetValue(Range)),
            Capacity = parse.GetValue(Capacity),
            HighestVersion = parse.GetValue(Highest),
        };
    }
}
