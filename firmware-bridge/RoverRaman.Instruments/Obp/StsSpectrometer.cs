using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Obp;

/// <summary>The STS among the instruments that speak OBP.</summary>
public static class StsSpectrometer
{
    /// <summary>Pixels of the detector.</summary>
    public const int PixelCount = 1024;

    /// <summary>Largest count of its 14-bit converter.</summary>
    public const double MaximumCounts = 16383;

    /// <inheritdoc cref="ObpSpectrometer.Open"/>
    public static ObpSpectrometer Open(IByteTransport transport, StsOptions? options = null, CancellationToken cancellation = default) =>
        ObpSpectrometer.Open(transport, ObpModel.Sts, options, cancellation);

    /// <inheritdoc cref="ObpSpectrometer.Attach"/>
    public static ObpSpectrometer Attach(TransportAddress address, StsOptions? options = null, CancellationToken cancellation = default) =>
        ObpSpectrometer.Attach(address, ObpModel.Sts, options, cancellation);
}
