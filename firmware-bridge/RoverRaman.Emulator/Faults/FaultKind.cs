namespace RoverRaman.Emulator;

/// <summary>What can go wrong with a reply.</summary>
public enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>Bytes are missing.</summary>
    DropByte,
    /// <summary>Random bytes stand before it, start bytes among them.</summary>
    Garbage,
    /// <summary>It ends early.</summary>
    Truncate,
    /// <summary>It never comes.</summary>
    Silence,
    /// <summary>The line goes down in the middle.</summary>
    HangUp,
    /// <summary>An error comes in its place.</summary>
    Nack,
    /// <summary>Bytes come twice.</summary>
    DuplicateByte,
    /// <summary>Random bytes stand inside it.</summary>
    InsertByte,
    /// <summary>Bits of some bytes are turned over.</summary>
    CorruptByte,
    /// <summary>It comes when nobody waits for it any more.</summary>
    Late,
    /// <summary>It is sent at another rate than the line's: every byte is rubbish.</summary>
    WrongBaud,
    /// <summary>A change of the rate is acknowledged and not done.</summary>
    BaudHalfDone,
    /// <summary>It is kept back and comes together with the next reply.</summary>
    Joined,
}
