namespace RoverRaman.Wire;

/// <summary>From the daemon: answer to a command.</summary>
/// <param name="CommandId">Of the command; 0 where it could not be read.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Text">For people: what was expected, what was found.</param>
public sealed record CommandReply(uint CommandId, CommandResult Result, string Text)
{
    /// <summary>Longest text that a reader takes, bytes of UTF-8.</summary>
    public const int MaxTextBytes = 512;
}
