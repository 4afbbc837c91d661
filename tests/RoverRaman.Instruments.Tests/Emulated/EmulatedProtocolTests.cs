using RoverRaman.Emulator;
using RoverRaman.Instruments.Cobolt;
using Drivers = RoverRaman.Instruments.Protocols;

namespace RoverRaman.Instruments.Tests;

/// <summary>Every protocol that the emulator speaks, driven by the driver that reads it.</summary>
public sealed class EmulatedProtocolTests
{
    static readonly SpectrometerOptions Patient = new() { IntegrationTime = TimeSpan.FromMilliseconds(60), Margin = TimeSpan.FromSeconds(10) };

    [Theory]
    [InlineData("obp", "obp", "sts")]
    [InlineData("obp-qepro", "obp", "qepro")]
    [InlineData("obp-ventana", "obp", "ventana")]
    [InlineData("obp-fx", "obp", "fx")]
    [InlineData("obp-hdx", "obp", "hdx")]
    [InlineData("obp2", "obp2", "pixels-2048")]
    [InlineData("obp2", "obp2", "pixels-3648")]
    [InlineData("usb2000", "ocean-classic", "usb2000")]
    [InlineData("usb4000", "ocean-classic", "usb4000")]
    [InlineData("bwtek", "bwtek", null)]
    [InlineData("bwtek-binary", "bwtek", null)]
    [InlineData("tcd1304", "tcd1304", null)]
    [InlineData("tcd1304-later", "tcd1304-v2", null)]
    [InlineData("c12880", "c12880ma", "free-running")]
    [InlineData("c12880-commanded", "c12880ma", "commanded")]
    [InlineData("wasatch", "wasatch", null)]
    [InlineData("microspec", "microspec", null)]
    public void Acquire_ThroughTheProtocolsOwnDriver_ShowsQuartzAtItsPixel(string driver, string protocol, string? model)
    {
        var instrument = EmulatedLine.Create(protocol, model);
        // Wasatch greets when a connection is made, which only TCP has.
        using var line = protocol == "wasatch" ? EmulatedLine.OnTcp(instrument) : EmulatedLine.OnPty(instrument);
        Assert.True(Drivers.TryParse(driver, out var parsed));
        using var spectrometer = Drivers.Attach(parsed, line.Address, Patient, TestContext.Current.CancellationToken);
        if ((spectrometer.Capabilities & InstrumentCapabilities.Excitation) != 0)
            spectrometer.SetExcitation(true, default);
        var counts = new float[spectrometer.Info.PixelCount];
        spectrometer.Acquire(counts, default);

        // The emulator's optics are the same for all: 150 to 1,800 cm-1 over its pixels.
        var detector = new Detector(new DetectorOptions { PixelCount = counts.Length });
        var strongest = Array.IndexOf(counts, counts.Max());
        var wavelength = detector.Coefficients[0] + strongest * (detector.Coefficients[1] + strongest * (double)detector.Coefficients[2]);
        Assert.InRange(1e7 / 785 - 1e7 / wavelength, 464.3 - 4, 464.3 + 4);
        if (spectrometer.Info.Wavelengths.Length > 0)
            Assert.Equal(wavelength, spectrometer.Info.Wavelengths[strongest], 0.001);
    }

    [Fact]
    public void Cobolt_SwitchesOnAndOff_AndNotWithAnOpenInterlock()
    {
        var laser = (VirtualCobolt)EmulatedLine.Create("cobolt");
        using (var line = EmulatedLine.OnPty(laser))
        using (var driver = CoboltLaser.Attach(line.Address, Patient, TestContext.Current.CancellationToken))
        {
            Assert.False(laser.IsOn);
            driver.SetEmission(true, default);
            Assert.True(laser.IsOn);
            driver.SetEmission(false, default);
            Assert.False(laser.IsOn);
            Assert.True(driver.IsInterlockClosed(default));
        }
        using var open = EmulatedLine.OnPty(Protocol.Find("cobolt").Create(Protocol.Find("cobolt").Models[0], new Detector(new DetectorOptions { PixelCount = 2 }),
            new SpectrumPlayer(Playlist.BuiltIn(), 1), new EmulatorSettings { InterlockOpen = true }, 115200));
        using var blocked = CoboltLaser.Attach(open.Address, Patient, TestContext.Current.CancellationToken);
        Assert.False(blocked.IsInterlockClosed(default));
        Assert.Throws<InstrumentException>(() => blocked.SetEmission(true, default));
    }

    public static TheoryData<string> Names => [.. Protocol.All.Select(protocol => protocol.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Receive_Noise_IsSurvivedAndBounded(string protocol)
    {
        var instrument = EmulatedLine.Create(protocol);
        var random = new Random(11);
        var bytes = new byte[257];
        for (var i = 0; i < 400; i++)
        {
            random.NextBytes(bytes);
            foreach (var reply in instrument.Receive(bytes))
                Assert.InRange(reply.Bytes.Length, 0, 100_000);
        }
    }
}
