namespace RoverRaman.Daemon;

/// <summary>One thing that is wrong with a configuration.</summary>
/// <param name="Path">Where, as a JSON path: $.journal.max_bytes.</param>
/// <param name="Message">What was expected and what was found.</param>
public readonly record struct ConfigError(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Message}";
}
