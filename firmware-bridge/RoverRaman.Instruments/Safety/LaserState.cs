namespace RoverRaman.Instruments.Safety;

/// <summary>What is known of the light.</summary>
public enum LaserState
{
    /// <summary>Confirmed off.</summary>
    Off,
    /// <summary>On, or a command that switches it on is under way.</summary>
    On,
    /// <summary>A command to switch it off was not confirmed, and nothing else could cut the light. It may burn.</summary>
    Unknown,
}
