namespace RoverRaman.Ground;

/// <summary>How a numbered message fits to those before it.</summary>
public enum Arrival
{
    /// <summary>The next one, or one after a gap.</summary>
    New,
    /// <summary>Overtaken by a later one; fills a gap.</summary>
    Late,
    /// <summary>Seen before, byte for byte.</summary>
    Duplicate,
    /// <summary>The number was seen with other content, or long ago: the sender has begun a new journal.</summary>
    Restart,
}
