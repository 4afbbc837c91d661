namespace RoverRaman.Daemon;

/// <summary>The command line.</summary>
/// <param name="Config">Path of the configuration.</param>
/// <param name="Check">Only check it.</param>
/// <param name="Help">Print the help.</param>
/// <param name="Version">Print the version.</param>
sealed record Arguments(string? Config, bool Check, bool Help, bool Version)
{
    /// <summary>Reads a command line; null where it is not one.</summary>
    public static Arguments? Parse(ReadOnlySpan<string> args)
    {
        var arguments = new Arguments(null, false, false, false);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--config" when i + 1 < args.Length:
                    arguments = arguments with { Config = args[++i] };
                    break;
                case "--check":
                    arguments = arguments with { Check = true };
                    break;
                case "--help" or "-h":
                    return arguments with { Help = true };
                case "--version":
                    return arguments with { Version = true };
                default:
                    return null;
            }
        }
        return arguments.Config is null ? null : arguments;
    }
}
