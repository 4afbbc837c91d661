namespace RoverRaman.Wire;

/// <summary>How far an upload is. Frozen values.</summary>
public enum UploadState : byte
{
    /// <summary>Not known: never begun, given up, or used up.</summary>
    Unknown = 0,
    /// <summary>Chunks are missing.</summary>
    Incomplete = 1,
    /// <summary>Whole, and its hash is the announced one; what became of it is told by head events.</summary>
    Complete = 2,
    /// <summary>All chunks are there and the hash is another one: all must come again.</summary>
    Damaged = 3,
}
