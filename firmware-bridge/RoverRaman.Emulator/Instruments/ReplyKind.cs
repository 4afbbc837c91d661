namespace RoverRaman.Emulator;

/// <summary>What a reply answers; fault rules choose by it.</summary>
public enum ReplyKind
{
    /// <summary>A question: identity, temperature, a setting read back.</summary>
    Answer,
    /// <summary>A set command.</summary>
    Setting,
    /// <summary>A spectrum with the laser off.</summary>
    Dark,
    /// <summary>A spectrum of a sample.</summary>
    Spectrum,
}
