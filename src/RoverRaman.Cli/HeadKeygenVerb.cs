using System.CommandLine;
using System.Text.Json.Nodes;
using RoverRaman.Heads;

namespace RoverRaman.Cli;

/// <summary><c>roverraman head keygen</c>: a pair of keys.</summary>
static class HeadKeygenVerb
{
    static readonly Option<string> KeyName = new("--name") { Description = "Who holds the key, for people.", HelpName = "NAME", Required = true };
    static readonly Option<KeyRole> Role = new("--role")
    {
        Description = "What it may sign: signer (heads, deltas, teach orders), revoker (two of them revoke a key), recovery (orders to go down).",
        HelpName = "signer|revoker|recovery",
        DefaultValueFactory = _ => KeyRole.Signer,
    };
    static readonly Option<string> Out = HeadFlags.Out("the private key (PEM, readable by its owner alone); never overwritten");
    static readonly Option<string> Ring = new("--ring") { Description = "Key ring (PEM of public keys) that the public half is added to; made where missing.", HelpName = "FILE", Required = true };
    static readonly Option<bool> Json = Flags.Json();

    public static Command Create()
    {
        var command = new Command("keygen", "Make a key for ECDSA P-256. The private half stays here; the ring goes to the robot.\n\n" +
            "Example: roverraman head keygen --name ops --role signer --out ops.key --ring ring.pem")
        {
            KeyName, Role, Out, Ring, Json,
        };
        command.Does((parse, _) => Run(parse));
        return command;
    }

    static int Run(ParseResult parse)
    {
        string name = parse.GetRequiredValue(KeyName), ringFile = parse.GetRequiredValue(Ring), file = parse.GetRequiredValue(Out);
        if (name.Any(char.IsControl))
            throw new UsageException("Expected a --name of one line, found control characters in it.");
        using var key = SigningKey.Create();
        var trusted = key.Trusted(name, parse.GetValue(Role));
        var ring = new KeyRing([.. File.Exists(ringFile) ? HeadFiles.ReadRing(ringFile).Keys : [], trusted]);
        WritePrivate(file, key.ToPem());
        HeadFiles.Write(ringFile, System.Text.Encoding.UTF8.GetBytes(ring.ToPem()));
        HeadReport.Print(parse, parse.GetValue(Json), new JsonObject
        {
            ["key_id"] = $"{key.Id:x8}",
            ["name"] = name,
            ["role"] = trusted.Role.ToString(),
            ["private_key"] = file,
            ["ring"] = ringFile,
            ["keys_in_ring"] = ring.Keys.Count,
        });
        return 0;
    }

    static void WritePrivate(string file, string pem)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(pem);
    }
}
