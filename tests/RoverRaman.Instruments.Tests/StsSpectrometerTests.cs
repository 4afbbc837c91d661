using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Tests;

public class StsSpectrometerTests
{
    static readonly StsOptions Fast = new() { IntegrationTime = TimeSpan.FromMilliseconds(1) };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_VirtualInstrument_IdentifiesItAndTakesSpectra(bool overTcp)
    {
        using var instrument = overTcp ? VirtualInstrument.OnTcp() : VirtualInstrument.OnPty();
        using var spectrometer = StsSpectrometer.Open(TransportAddress.Parse(instrument.Address).Open(), Fast);

        Assert.Equal("RR-STS-0001", spectrometer.Info.SerialNumber);
        Assert.Equal(1024, spectrometer.Info.Wavelengths.Length);
        Assert.Equal(TimeSpan.FromMicroseconds(10), spectrometer.Info.MinimumIntegration);
        Assert.Equal(TimeSpan.FromSeconds(85), spectrometer.Info.MaximumIntegration);
        Assert.InRange(spectrometer.ReadTemperature(default)!.Value, 20, 30);

        var counts = new float[1024];
        spectrometer.SetIntegrationTime(TimeSpan.FromMilliseconds(20), default);
        spectrometer.Acquire(counts, default);
        Assert.InRange(counts.Max(), 500, 800);
        spectrometer.SetExcitation(true, default);
        var frame = spectrometer.Acquire(counts, default);
        Assert.InRange(counts.Max(), 2000, 3000);
        Assert.Equal(TimeSpan.FromMilliseconds(20), frame.IntegrationTime);
        Assert.Equal(default, spectrometer.Counters with { Frames = 0 });
    }
}
