using System.Text.Json.Nodes;
using RoverRaman.Heads;
using RoverRaman.Spectra;

namespace RoverRaman.Cli;

/// <summary>Heads, envelopes and keys on the ground's disk.</summary>
static class HeadFiles
{
    /// <summary>The grid of every backbone here.</summary>
    public static HeadAxis Axis { get; } = new(Grid.First, Grid.Last, Grid.Step);

    /// <summary>A file as an envelope; a bare head becomes an unsigned one.</summary>
    /// <exception cref="HeadFormatException">Neither.</exception>
    public static SignedEnvelope ReadEnvelope(string path)
    {
        byte[] bytes = ReadBytes(path);
        try
        {
            return SignedEnvelope.Starts(bytes) ? SignedEnvelope.Read(bytes) : new SignedEnvelope(PackageKind.Head, HeadPackage.Read(bytes).ToBytes(), []);
        }
        catch (HeadFormatException e)
        {
            throw new HeadFormatException(e.Reason, $"{path}: {e.Message}", e);
        }
    }

    /// <summary>The head of a file, signed or not; signatures are not checked.</summary>
    /// <exception cref="HeadFormatException">No head.</exception>
    public static HeadPackage ReadHead(string path)
    {
        var envelope = ReadEnvelope(path);
        return envelope.Kind == PackageKind.Head
            ? HeadPackage.Read(envelope.Body)
            : throw new HeadFormatException(HeadRefusal.WrongKind, $"{path}: Expected a head, found a {envelope.Kind}. Give the .rrhead file of a whole head.");
    }

    /// <exception cref="HeadFormatException">No private key.</exception>
    public static SignedEnvelope Sign(SignedEnvelope envelope, IEnumerable<string> keyFiles)
    {
        foreach (string file in keyFiles)
        {
            using var key = SigningKey.FromPem(File.ReadAllText(file));
            envelope = envelope.SignedBy(key);
        }
        return envelope;
    }

    /// <exception cref="HeadFormatException">No ring.</exception>
    public static KeyRing ReadRing(string path) => KeyRing.FromPem(File.ReadAllText(path));

    /// <summary>Writes the whole file or leaves the old one: never half of it.</summary>
    public static void Write(string path, byte[] bytes)
    {
        string part = path + ".part";
        File.WriteAllBytes(part, bytes);
        File.Move(part, path, overwrite: true);
    }

    /// <summary>What was written, for people and --json.</summary>
    public static JsonObject Describe(string path, SignedEnvelope envelope, int bytes)
    {
        var json = new JsonObject { ["file"] = path, ["kind"] = envelope.Kind.ToString(), ["bytes"] = bytes };
        json["signatures"] = new JsonArray([.. envelope.Signatures.Select(signature => (JsonNode)$"{signature.KeyId:x8}")]);
        return json;
    }

    static byte[] ReadBytes(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length > HeadPackage.MaxBytes + (1 << 20)
            ? throw new HeadFormatException(HeadRefusal.TooLarge, $"{path}: Expected at most {HeadPackage.MaxBytes} bytes, found {file.Length}.")
            : File.ReadAllBytes(path);
    }
}
