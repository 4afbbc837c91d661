namespace RoverRaman.Onboard.Tests;

/// <summary>What a power cut does to what was not forced to the disk. POSIX allows each of these.</summary>
public enum PowerLoss
{
    /// <summary>All of it is lost: content and names are as at their last sync.</summary>
    DropAll,
    /// <summary>All of it had reached the disk, and half of the write that was under way.</summary>
    KeepAndTear,
    /// <summary>Names and lengths had reached the disk, content had not: it reads as zeros.</summary>
    NamesWithoutContent,
    /// <summary>Content had reached the disk, new names had not.</summary>
    ContentWithoutNames,
}
