namespace RoverRaman.Onboard;

/// <summary>Where the dark of an instrument comes from.</summary>
public enum DarkMode
{
    /// <summary>None is subtracted; every spectrum carries the flag NoDark.</summary>
    None,
    /// <summary>A spectrum with the excitation switched off: at the start of a connection, and again when it is too old.</summary>
    ExcitationOff,
}
