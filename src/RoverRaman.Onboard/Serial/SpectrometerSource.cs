using RoverRaman.Instruments;
using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Onboard;

/// <summary>An Ocean STS that speaks OBP, at a tty or a TCP address.</summary>
public sealed class SpectrometerSource(TransportAddress address, TimeSpan integrationTime) : ISpectrometerSource
{
    /// <inheritdoc/>
    public string Name => address.ToString();

    /// <inheritdoc/>
    public ISpectrometer Open(CancellationToken cancellation) =>
        StsSpectrometer.Open(address.Open(cancellation), new StsOptions { IntegrationTime = integrationTime }, cancellation);
}
