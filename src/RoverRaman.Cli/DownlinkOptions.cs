using System.CommandLine;
using System.Globalization;
using System.Numerics;
using RoverRaman.Ground;
using RoverRaman.Heads;

namespace RoverRaman.Cli;

/// <summary>Options that both sub-verbs of <c>downlink</c> share.</summary>
sealed class DownlinkOptions
{
    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON lines on stdout and nothing else there: one per message, the last one a summary." };

    public Option<string?> Head { get; } = new("--head") { Description = "Head file (.rrhead) that names the classes where no class table came down.", HelpName = "FILE" };

    public Option<string?> Model { get; } = new("--model") { Description = "Folder of a model whose head.rrhead names the classes.", HelpName = "DIR" };

    public void AddTo(Command command)
    {
        command.Add(Json);
        command.Add(Head);
        command.Add(Model);
    }

    /// <summary>A number between two bounds; another one is a usage error.</summary>
    public static Option<T?> Number<T>(string name, string description, string helpName, T low, T high)
        where T : struct, INumber<T>
    {
        var option = new Option<T?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            // Text that is no number at all has its error already.
            if (result.Tokens.Count == 1 && T.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var found) && !(found >= low && found <= high))
                result.AddError($"Expected {low} to {high} for {name}, found {found}.");
        });
        return option;
    }

    /// <summary>Takes the class names of the head that the command line gives, if it does.</summary>
    /// <exception cref="DownlinkException">The file cannot be read.</exception>
    /// <exception cref="HeadFormatException">It is not a head.</exception>
    public void LoadNames(ParseResult parse, ClassNames names)
    {
        if (parse.GetValue(Model) is { } folder)
            names.AddHead(Read(Path.Combine(folder, "head.rrhead")).Manifest.Classes);
        if (parse.GetValue(Head) is { } file)
            names.AddHead(Read(file).Manifest.Classes);
    }

    static HeadPackage Read(string path)
    {
        try
        {
            return HeadPackage.Read(File.ReadAllBytes(path));
        }
        catch (HeadFormatException e)
        {
            throw new HeadFormatException($"'{path}': {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DownlinkException($"Expected a head at '{path}', found: {e.Message}", e);
        }
    }
}
