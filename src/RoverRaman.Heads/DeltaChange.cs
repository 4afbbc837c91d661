namespace RoverRaman.Heads;

/// <summary>What a delta does to a class. Numbers are frozen.</summary>
public enum DeltaChange : byte
{
    /// <summary>Adds a row at the end.</summary>
    Add = 1,
    /// <summary>Puts other weights, and maybe another name, into the row of a class.</summary>
    Replace = 2,
    /// <summary>Takes a class out; its id is never used again.</summary>
    Retire = 3,
}
