using RoverRaman.Instruments;
using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Onboard;

/// <summary>An Ocean STS that speaks OBP, at a tty or a TCP address.</summary>
public sealed class SpectrometerSource(TransportAddress address, TimeSpan integrationTime) : ISpectrometerSource
{
    /// <inheritdoc/>
    public string Name => address.ToString();

    /// <summary>On a serial line the instrument is looked for at other rates too: after a brown-out it is back at the one it powers up with.</summary>
    public ISpectrometer Open(CancellationToken cancellation) =>
        StsSpectrometer.Attach(address, new StsOptions { IntegrationTime = integrationTime }, cancellation);
}
