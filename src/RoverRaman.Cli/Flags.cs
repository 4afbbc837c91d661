using System.CommandLine;
using RoverRaman.Spectra;

namespace RoverRaman.Cli;

/// <summary>Options that several verbs share.</summary>
static class Flags
{
    /// <summary>What PATH may be, for help texts.</summary>
    public const string PathKinds = "RRUFF zip, folder of RRUFF text files, folder of class-named folders with two-column text " +
        "files, or grid CSV (class,200,...,1591; gzip allowed)";

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object on stdout and nothing else there." };

    public static Option<string> Model() => new("--model")
    {
        Description = "Folder of the model (models/NAME).",
        HelpName = "DIR",
        Required = true,
    };

    public static Option<RruffKind> Kind() => new("--kind")
    {
        Description = "Which RRUFF files to take: raw (as recorded) or processed (baseline removed).",
        HelpName = "any|raw|processed",
        DefaultValueFactory = _ => RruffKind.Any,
    };

    /// <summary>An integer between two bounds; others are a usage error.</summary>
    public static Option<int> Integer(string name, string description, int low, int high, int? preset = null)
    {
        var option = new Option<int>(name) { Description = description, HelpName = name.TrimStart('-')[..1].ToUpperInvariant() };
        if (preset is { } value)
            option.DefaultValueFactory = _ => value;
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var found) && (found < low || found > high))
                result.AddError($"Expected {low} to {high} for {name}, found {found}.");
        });
        return option;
    }
}
