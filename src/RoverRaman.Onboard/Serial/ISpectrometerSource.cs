using RoverRaman.Instruments;

namespace RoverRaman.Onboard;

/// <summary>Opens the line to an instrument, as often as it takes.</summary>
public interface ISpectrometerSource
{
    /// <summary>Where it leads, for people.</summary>
    string Name { get; }

    /// <summary>Whether there is something to open: false while the line's device is away. Cheap; true where only opening tells.</summary>
    bool IsPresent { get; }

    /// <summary>Opens the line and identifies the instrument. Never switches the excitation on.</summary>
    /// <exception cref="IOException">The line is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    /// <exception cref="TimeoutException">Nobody answered.</exception>
    /// <exception cref="InstrumentException">Something else answered.</exception>
    ISpectrometer Open(CancellationToken cancellation);
}
