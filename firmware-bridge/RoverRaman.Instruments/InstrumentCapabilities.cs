namespace RoverRaman.Instruments;

/// <summary>What an instrument can do besides taking spectra.</summary>
[Flags]
public enum InstrumentCapabilities
{
    /// <summary>Nothing else.</summary>
    None = 0,
    /// <summary>It averages or sums scans itself.</summary>
    ScansToAverage = 1,
    /// <summary>It smooths with a boxcar.</summary>
    Boxcar = 2,
    /// <summary>Its trigger mode can be set.</summary>
    Trigger = 4,
    /// <summary>It switches a lamp, a laser or an enable line.</summary>
    Excitation = 8,
    /// <summary>It measures the detector's temperature.</summary>
    Temperature = 16,
    /// <summary>It cools its detector to a set point.</summary>
    Tec = 32,
    /// <summary>It stores wavelength coefficients.</summary>
    Wavelengths = 64,
    /// <summary>It stores nonlinearity coefficients.</summary>
    Nonlinearity = 128,
    /// <summary>It switches its laser off by itself when the host falls silent.</summary>
    LaserWatchdog = 256,
    /// <summary>It says whether its laser's interlock is closed.</summary>
    Interlock = 512,
    /// <summary>Its spectra carry a checksum.</summary>
    Checksum = 1024,
    /// <summary>Its integration time can be set.</summary>
    IntegrationTime = 2048,
}
