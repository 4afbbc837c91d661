namespace RoverRaman.Onboard;

/// <summary>When records are forced to the disk. What was not is lost by a power cut.</summary>
public enum FsyncPolicy
{
    /// <summary>When the kernel thinks fit (about 30 s).</summary>
    Never,
    /// <summary>Once a second, all records of that second together.</summary>
    Second,
    /// <summary>Each record before the next is taken: slow on flash, and wears it.</summary>
    Each,
}
