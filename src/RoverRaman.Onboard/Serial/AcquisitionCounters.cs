using RoverRaman.Instruments;

namespace RoverRaman.Onboard;

/// <summary>What the first stage did. Written by its thread alone; readers may see a value one step old.</summary>
public sealed class AcquisitionCounters
{
    /// <summary>Spectra taken.</summary>
    public long Spectra { get; set; }
    /// <summary>Darks taken.</summary>
    public long Darks { get; set; }
    /// <summary>Frames thrown away while the integration time was sought.</summary>
    public long ExposureTries { get; set; }
    /// <summary>Pixel values left out because a cosmic ray had hit them.</summary>
    public long CosmicRays { get; set; }
    /// <summary>Acquisitions that failed.</summary>
    public long Failures { get; set; }
    /// <summary>Commanded spectra given up after repeated failures.</summary>
    public long CommandsFailed { get; set; }
    /// <summary>Times that the instrument was opened.</summary>
    public long Connections { get; set; }
    /// <summary>Times that it could not be opened.</summary>
    public long ConnectFailures { get; set; }
    /// <summary>Connections that ended by a fault.</summary>
    public long ConnectionsLost { get; set; }
    /// <summary>Connections that ended without the instrument confirming that the excitation is off.</summary>
    public long ExcitationNotConfirmedOff { get; set; }
    /// <summary>Detector temperature when it was last read, degrees Celsius; null where the instrument has no sensor.</summary>
    public double? DetectorCelsius { get; set; }
    /// <summary>The line's own counters, over all connections.</summary>
    public LinkCounters Link { get; set; }
}
