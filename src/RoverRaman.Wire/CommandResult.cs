namespace RoverRaman.Wire;

/// <summary>What became of a command. Frozen values.</summary>
public enum CommandResult : byte
{
    /// <summary>Done.</summary>
    Done = 0,
    /// <summary>Refused: one like it is still under way. Ask again.</summary>
    Busy = 1,
    /// <summary>Refused: the daemon does not know this command.</summary>
    UnknownCommand = 2,
    /// <summary>Refused: the command's bytes are not what they should be.</summary>
    Malformed = 3,
    /// <summary>Refused: what it needs is not there now (the instrument is off the line).</summary>
    Unavailable = 4,
    /// <summary>Tried and failed; the text says why.</summary>
    Failed = 5,
}
