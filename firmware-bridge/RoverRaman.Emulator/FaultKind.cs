namespace RoverRaman.Emulator;

/// <summary>What can go wrong with a reply.</summary>
public enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>One byte in the middle is missing.</summary>
    DropByte,
    /// <summary>Random bytes stand before it, start bytes among them.</summary>
    Garbage,
    /// <summary>It ends in the middle.</summary>
    Truncate,
    /// <summary>It never comes.</summary>
    Silence,
    /// <summary>The line goes down in the middle.</summary>
    HangUp,
    /// <summary>An error comes in its place.</summary>
    Nack,
}
