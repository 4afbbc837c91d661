namespace RoverRaman.Instruments;

/// <summary>A laser with a line of its own, beside the spectrometer's.</summary>
public interface ILaser : IDisposable
{
    /// <summary>For people: model and serial number.</summary>
    string Name { get; }

    /// <summary>Switches it on or off. Closing switches off.</summary>
    /// <exception cref="InstrumentException">Refused, e.g. because the interlock is open.</exception>
    void SetEmission(bool on, CancellationToken cancellation);

    /// <summary>Whether its interlock is closed; null where it does not say.</summary>
    bool? IsInterlockClosed(CancellationToken cancellation);
}
