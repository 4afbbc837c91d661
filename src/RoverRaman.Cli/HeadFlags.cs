using System.CommandLine;
using System.Globalization;
using RoverRaman.Heads;

namespace RoverRaman.Cli;

/// <summary>Options and arguments that the head verbs share.</summary>
static class HeadFlags
{
    public static Option<string> Out(string what) => new("--out") { Description = $"Where to write {what}.", HelpName = "FILE", Required = true };

    public static Argument<string> File(string name, string description) => new(name) { Description = description };

    public static Option<string[]> Key() => new("--key")
    {
        Description = "Private key in PEM to sign with; give it again for another signature.",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<string> Data() => new("--data") { Description = $"Labelled spectra: {Flags.PathKinds}.", HelpName = "PATH", Required = true };

    public static Option<string?> Library() => new("--library")
    {
        Description = "Clean references of the same minerals, such as RRUFF's zip, to fit to as well: for half of a mineral, however many there are.",
        HelpName = "PATH",
    };

    public static Option<bool> Imprint() => new("--imprint")
    {
        Description = "Mean directions of the spectra as they are, as a robot makes them from a teach order; default: softmax regression from there.",
    };

    public static Option<uint?> Version(string preset) => new("--head-version") { Description = $"Version counter of the new head; default: {preset}.", HelpName = "N" };

    public static Option<HeadWeightEncoding> Encoding(HeadWeightEncoding preset) => new("--encoding")
    {
        Description = "How weights are stored.",
        HelpName = "float32|float16|int8",
        DefaultValueFactory = _ => preset,
    };

    public static Option<string?> Range() => new("--range")
    {
        Description = "Raman shifts that the instrument must measure, such as 200-1200; others refuse the head.",
        HelpName = "LOW-HIGH",
    };

    /// <exception cref="UsageException">Not two ascending numbers.</exception>
    public static HeadRange? ParseRange(string? text)
    {
        if (text is null)
            return null;
        string[] parts = text.Split('-');
        return parts.Length == 2
            && ushort.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out ushort low)
            && ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out ushort high) && low < high
            ? new HeadRange(low, high)
            : throw new UsageException($"Expected --range as LOW-HIGH in cm-1, such as 200-1200, found '{text}'.");
    }

    /// <exception cref="UsageException">Not eight hex digits.</exception>
    public static uint ParseKeyId(string text) =>
        text.Length == 8 && uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint id)
            ? id
            : throw new UsageException($"Expected a key id of eight hex digits, as 'head keygen' prints it, found '{text}'.");
}
