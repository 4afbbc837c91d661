using RoverRaman.Instruments;
using RoverRaman.Instruments.Safety;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Onboard;

/// <summary>An instrument of a known protocol, at a tty or a TCP address, its laser guarded.</summary>
public sealed class SpectrometerSource(InstrumentProtocol protocol, TransportAddress address, SpectrometerOptions options, SafetyOptions? safety = null)
    : ISpectrometerSource
{
    /// <inheritdoc/>
    public string Name => address.ToString();

    /// <inheritdoc/>
    public bool IsPresent => address.Device is not { } device || File.Exists(device);

    /// <summary>On a serial line the instrument is looked for at other rates too: after a brown-out it is back at the one it powers up with.</summary>
    public ISpectrometer Open(CancellationToken cancellation)
    {
        var instrument = Protocols.Attach(protocol, address, options, cancellation);
        try
        {
            return new LaserGuard(instrument, (safety ?? new SafetyOptions()).Open(cancellation));
        }
        catch
        {
            instrument.Dispose();
            throw;
        }
    }
}
