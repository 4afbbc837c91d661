namespace RoverRaman.Onboard;

/// <summary>What starts an acquisition.</summary>
public enum AcquireMode
{
    /// <summary>A fixed period; commands start further ones.</summary>
    Period,
    /// <summary>Commands alone.</summary>
    Command,
}
