namespace RoverRaman.Onboard;

/// <summary>Who switches the laser.</summary>
public enum ExcitationControl
{
    /// <summary>On for each acquisition, off before and after it, and off whenever anything fails.</summary>
    PerSpectrum,
    /// <summary>Someone else: the daemon never touches the line.</summary>
    External,
}
