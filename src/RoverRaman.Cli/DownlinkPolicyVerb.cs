using System.CommandLine;
using RoverRaman.Ground;
using RoverRaman.Heads;
using RoverRaman.Triage;

namespace RoverRaman.Cli;

/// <summary><c>roverraman downlink policy</c>: triage policies as files, signed like heads.</summary>
static class DownlinkPolicyVerb
{
    public static Command Create() => new("policy", "Sign triage policies, and show them.\n\nExample: roverraman downlink policy sign policy.json --key ops.key --out policy.signed") { Sign(), Show() };

    /// <summary>The bytes of a policy file.</summary>
    /// <exception cref="DownlinkException">It cannot be read, or is too long.</exception>
    public static byte[] Read(string file)
    {
        try
        {
            return new FileInfo(file) is { Exists: true, Length: > TriagePolicyJson.MaxBytes and var length }
                ? throw new DownlinkException($"Expected a policy of at most {TriagePolicyJson.MaxBytes} bytes at '{file}', found {length}.")
                : File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && e is not DownlinkException)
        {
            throw new DownlinkException($"Expected a triage policy at '{file}', found: {e.Message}", e);
        }
    }

    /// <summary>The policy in the bytes of a file, JSON or signed; signatures are not checked.</summary>
    /// <exception cref="DownlinkException">There is none.</exception>
    public static TriagePolicy PolicyOf(byte[] bytes, string file)
    {
        try
        {
            return TriagePolicyJson.Parse(EnvelopeOf(bytes).BodyOf(PackageKind.Policy));
        }
        catch (Exception e) when (e is TriagePolicyException or HeadFormatException)
        {
            throw new DownlinkException($"'{file}': {e.Message}", e);
        }
    }

    static SignedEnvelope EnvelopeOf(byte[] bytes) => SignedEnvelope.Starts(bytes) ? SignedEnvelope.Read(bytes) : SignedEnvelope.OfPolicy(bytes);

    static Command Sign()
    {
        var file = new Argument<string>("FILE") { Description = "Policy, JSON, or signed by others." };
        var key = new Option<string[]>("--key") { Description = "Private key in PEM of a signer (see 'head keygen'); give it again for another signature.", HelpName = "FILE", Arity = ArgumentArity.OneOrMore, Required = true };
        var to = new Option<string>("--out") { Description = "Where to write the signed policy.", HelpName = "FILE", Required = true };
        var command = new Command("sign", "Sign a policy, for robots whose configuration names keys; signatures that it has stay.\n\nExample: roverraman downlink policy sign policy.json --key ops.key --out policy.signed") { file, key, to };
        command.SetAction(parse =>
        {
            string path = parse.GetRequiredValue(file), target = parse.GetRequiredValue(to);
            byte[] bytes = Read(path);
            var policy = PolicyOf(bytes, path);
            var envelope = parse.GetRequiredValue(key).Aggregate(EnvelopeOf(bytes), SignWith);
            byte[] signed = envelope.ToBytes();
            if (signed.Length > Wire.LinkCommand.MaxData)
                throw new DownlinkException($"Expected a signed policy of at most {Wire.LinkCommand.MaxData} bytes, found {signed.Length}; leave out comments or signatures.");
            File.WriteAllBytes(target, signed);
            parse.InvocationConfiguration.Output.WriteLine($"{target}: policy version {policy.Version}, {signed.Length} bytes, signed by {Signers(envelope)}");
            return 0;
        });
        return command;
    }

    static Command Show()
    {
        var file = new Argument<string>("FILE") { Description = "Policy, JSON or signed." };
        var command = new Command("show", "Print a policy with every key, and who signed it.\n\nExample: roverraman downlink policy show policy.signed") { file };
        command.SetAction(parse =>
        {
            string path = parse.GetRequiredValue(file);
            byte[] bytes = Read(path);
            parse.InvocationConfiguration.Output.WriteLine(TriagePolicyJson.Write(PolicyOf(bytes, path)));
            parse.InvocationConfiguration.Error.WriteLine($"signed by {Signers(EnvelopeOf(bytes))}");
            return 0;
        });
        return command;
    }

    static SignedEnvelope SignWith(SignedEnvelope envelope, string keyFile)
    {
        try
        {
            using var key = SigningKey.FromPem(File.ReadAllText(keyFile));
            return envelope.SignedBy(key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DownlinkException($"Expected a private key at '{keyFile}', found: {e.Message}", e);
        }
        catch (HeadFormatException e)
        {
            throw new DownlinkException($"'{keyFile}': {e.Message}", e);
        }
    }

    static string Signers(SignedEnvelope envelope) =>
        envelope.Signatures.Count == 0 ? "nobody" : string.Join(", ", envelope.Signatures.Select(signature => $"{signature.KeyId:x8}"));
}
