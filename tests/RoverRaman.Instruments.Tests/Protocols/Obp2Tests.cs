using System.Buffers.Binary;
using System.Runtime.InteropServices;
using RoverRaman.Emulator;
using RoverRaman.Instruments.Obp;
using RoverRaman.TestSupport;

namespace RoverRaman.Instruments.Tests.Protocols;

/// <summary>The second version of OBP: golden frames, damage at every place, and a number of pixels that only the spectrum tells.</summary>
public class Obp2Tests
{
    const int Pixels = 64;
    static readonly SpectrometerOptions Options = new() { IntegrationTime = TimeSpan.FromMilliseconds(100), Margin = TimeSpan.FromSeconds(10) };

    [Fact]
    public void Open_Requests_AreGolden()
    {
        var line = EmulatedTransport.Of("obp2");
        using var spectrometer = Open(line);
        string[] golden =
        [
            // serial number
            "C1C000200000000000010000010000000000000000000000000000000000000000000000000000001400000000000000000000000000000000000000C5C4C3C2",
            // wavelength coefficients
            "C1C000200000000000110000020000000000000000000000000000000000000000000000000000001400000000000000000000000000000000000000C5C4C3C2",
            // 100,000 us, ACK requested
            "C1C0002004000000010C0000030000000000000000000004A08601000000000000000000000000001400000000000000000000000000000000000000C5C4C3C2",
            // spectrum
            "C1C0002000000000001C0000040000000000000000000000000000000000000000000000000000001400000000000000000000000000000000000000C5C4C3C2",
        ];
        Assert.Equal(string.Concat(golden), Convert.ToHexString([.. line.Sent.Take(64 * golden.Length)]));
    }

    [Fact]
    public void Decode_GoldenSpectrum_GivesItsPixels()
    {
        var frame = Convert.FromHexString("C1C0002001000000001C00000400000000000000000001000000000000000000000000000000000054000000000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F00000100FF000001E803D007A00F401F803E007DFFFFFEFF2C01C80064000700A1CEEE053DBBDA1F15EFB0DCE954A988C5C4C3C2");
        Assert.Equal(DecodeResult.Message, ObpMessage.Decode(frame, 8192, out var message, out var length));
        Assert.Equal((0x2000, ObpMessageType.Obp2Spectrum, 4u, ObpChecksum.Md5, 128), (message.Version, message.Type, message.Regarding, message.Checksum, length));
        Assert.Equal([0, 1, 255, 256, 1000, 2000, 4000, 8000, 16000, 32000, 65535, 65534, 300, 200, 100, 7], MemoryMarshal.Cast<byte, ushort>(message.Data[32..]).ToArray());
        Assert.Equal(frame, ObpInstrument.Encode(message));
    }

    [Theory]
    [InlineData("pixels-2048", 2048)]
    [InlineData("pixels-3648", 3648)]
    public void Open_NumberOfPixels_IsThatOfTheSpectrum(string model, int pixels)
    {
        using var spectrometer = Open(EmulatedTransport.Of("obp2", model));
        Assert.Equal((pixels, pixels, 65535.0), (spectrometer.Info.PixelCount, spectrometer.Info.Wavelengths.Length, spectrometer.Info.MaximumCounts));
        Assert.Equal("RR-STS-0001", spectrometer.Info.SerialNumber);
        Assert.Equal([1.0, 0, 0, 0, 0, 0, 0, 0], spectrometer.Info.Nonlinearity);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(8192)]
    public void Open_PixelsAtTheBounds_AreTaken(int pixels)
    {
        using var spectrometer = Open(Line(Spectrum(32 + 2 * pixels)));
        Assert.Equal(pixels, spectrometer.Info.PixelCount);
    }

    [Theory]
    [InlineData(32)]
    [InlineData(32 + 2 * 15)]
    [InlineData(32 + 2 * 64 + 1)]
    public void Open_SpectrumOfAnotherShape_ThrowsNamingItsLength(int length) =>
        Assert.Contains($"found {length} bytes", Assert.Throws<InstrumentException>(() => Open(Line(Spectrum(length)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_MorePixelsThanBelieved_IsNoSpectrum() => Assert.Throws<TimeoutException>(() => Open(Line(Spectrum(32 + 2 * 8193))));

    [Fact]
    public void Open_PixelsOfTheSettings_MustBeThoseOfTheSpectrum()
    {
        using (var right = Open(Line(Spectrum(32 + 2 * Pixels)), Options with { Pixels = Pixels }))
            Assert.Equal(Pixels, right.Info.PixelCount);
        var error = Assert.Throws<InstrumentException>(() => Open(Line(Spectrum(32 + 2 * Pixels)), Options with { Pixels = 128 }));
        Assert.Contains("expected 128 pixels", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new float[] { 3 }, "found 0")]
    [InlineData(new float[] { 3, 500 }, "found 1")]
    [InlineData(new float[] { 2, float.NaN, 1 }, "found NaN nm at pixel 0")]
    [InlineData(new float[] { 3, 500, 1, -0.02f }, "turn round at pixel 26")]
    public void Open_NoUsableCalibration_Throws(float[] coefficients, string expected) =>
        Assert.Contains(expected, Assert.Throws<InstrumentException>(() => Open(Line(Spectrum(32 + 2 * Pixels), coefficients))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { 0x00, 0x40 }, 16384)]
    [InlineData(new byte[] { 0xFF, 0x3F, 0, 0 }, 16383)]
    [InlineData(new byte[] { 0, 0, 1, 0 }, 65535)]
    [InlineData(new byte[] { 0, 0 }, 65535)]
    [InlineData(new byte[] { 1, 2, 3 }, 65535)]
    public void Open_SaturationLevel_IsTakenWhereItMakesSense(byte[] level, double expected)
    {
        using var spectrometer = Open(Line(Spectrum(32 + 2 * Pixels), saturation: level));
        Assert.Equal(expected, spectrometer.Info.MaximumCounts);
    }

    [Fact]
    public void Acquire_NumberOfPixelsChanges_ThrowsNamingBoth()
    {
        var payload = Spectrum(32 + 2 * Pixels);
        using var spectrometer = Open(new GoldenObp(type => type == ObpMessageType.Obp2Spectrum ? payload : Answer(type), ObpChecksum.None));
        payload = Spectrum(32 + 2 * Pixels - 2);
        var error = Assert.Throws<InstrumentException>(() => spectrometer.Acquire(new float[Pixels], default));
        Assert.Contains("expected 160 bytes of 64 pixels", error.Message, StringComparison.Ordinal);
        Assert.Contains("found 158", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Acquire_OneByteAtATime_IsTheSpectrum()
    {
        var payload = Spectrum(32 + 2 * Pixels);
        using var spectrometer = Open(Line(payload, stride: 1));
        var counts = new float[Pixels];
        spectrometer.Acquire(counts, default);
        Assert.Equal([.. MemoryMarshal.Cast<byte, ushort>(payload.AsSpan(32)).ToArray().Select(pixel => (float)pixel)], counts);
    }

    [Theory, InlineData(ObpChecksum.None), InlineData(ObpChecksum.Md5)]
    public void Acquire_ReplyCutAtEveryPlace_IsNoSpectrumAndTheNextOneIsWhole(ObpChecksum checksum)
    {
        var line = Line(Spectrum(32 + 2 * Pixels), checksum: checksum);
        using var spectrometer = Open(line);
        float[] good = new float[Pixels], counts = new float[Pixels];
        spectrometer.Acquire(good, default);
        for (var length = 0; length < line.LastReply.Length; length++)
        {
            line.Cut = length;
            Assert.Throws<TimeoutException>(() => spectrometer.Acquire(counts, default));
            line.Cut = null;
            spectrometer.Acquire(counts, default);
            Assert.Equal(good, counts);
        }
    }

    [Theory, InlineData(ObpChecksum.None), InlineData(ObpChecksum.Md5)]
    public void Acquire_AnyByteOfTheReplyChanged_IsNoticedUnlessNoChecksumGuardsThePixels(ObpChecksum checksum)
    {
        var line = Line(Spectrum(32 + 2 * Pixels), checksum: checksum);
        using var spectrometer = Open(line);
        float[] good = new float[Pixels], counts = new float[Pixels];
        spectrometer.Acquire(good, default);
        byte[] frame = [.. line.LastReply];
        var spot = checksum == ObpChecksum.None ? BlindSpot.Of("obp") : null;
        var unnoticed = 0;
        _ = Corruption.Sweep(frame, (damaged, at, thenGood) =>
        {
            line.Change = (at, damaged[at] ^ frame[at]);
            if (Take(spectrometer, counts) && !counts.AsSpan().SequenceEqual(good))
            {
                unnoticed++;
                if (spot?.Covers(frame, at, damaged[at]) != true)
                    Assert.Fail($"byte {at} changed from {frame[at]:X2} to {damaged[at]:X2} gave other pixels unnoticed");
            }
            line.Change = null;
            if (!thenGood)
                return;
            spectrometer.Acquire(counts, default);
            Assert.Equal(good, counts);
        });
        Assert.Equal(spot is not null, unnoticed > 0);
    }

    [Fact]
    public void Acquire_SteadyState_AllocatesNothing()
    {
        using var spectrometer = Open(Line(Spectrum(32 + 2 * Pixels)));
        var counts = new float[Pixels];
        spectrometer.Acquire(counts, default);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 10; i++)
                spectrometer.Acquire(counts, default);
        }));
    }

    [Fact]
    public void SetExcitation_On_IsRefusedAndOffIsNot()
    {
        using var spectrometer = Open(Line(Spectrum(32 + 2 * Pixels)));
        Assert.False(spectrometer.Capabilities.HasFlag(InstrumentCapabilities.Excitation));
        spectrometer.SetExcitation(false, default);
        Assert.Throws<InstrumentException>(() => spectrometer.SetExcitation(true, default));
    }

    [Theory]
    [InlineData(0x1100, ObpMessageType.Obp2Spectrum, new byte[] { }, ObpError.UnsupportedProtocol)]
    [InlineData(0x2000, ObpMessageType.GetRawSpectrum, new byte[] { }, ObpError.UnknownMessageType)]
    [InlineData(0x2000, ObpMessageType.Obp2SetIntegrationTime, new byte[] { 1, 0 }, ObpError.PayloadLengthMismatch)]
    [InlineData(0x2000, ObpMessageType.Obp2SetIntegrationTime, new byte[] { 0, 0, 0, 0 }, ObpError.PayloadInvalid)]
    [InlineData(0x2000, ObpMessageType.Obp2SetTriggerMode, new byte[] { 9 }, ObpError.PayloadInvalid)]
    [InlineData(0x2000, ObpMessageType.Obp2SetTriggerMode, new byte[] { 1 }, ObpError.None)]
    public void Receive_Emulated_IsAnsweredAsNamed(int version, ObpMessageType type, byte[] data, ObpError expected)
    {
        var request = ObpInstrument.Encode(new ObpMessage { Version = (ushort)version, Type = type, Flags = ObpFlags.AckRequested, Data = data });
        var reply = Assert.Single(EmulatedLine.Create("obp2").Receive(request)).Bytes;
        Assert.Equal((version, (int)expected), (BinaryPrimitives.ReadUInt16LittleEndian(reply.AsSpan(2)), BinaryPrimitives.ReadUInt16LittleEndian(reply.AsSpan(6))));
    }

    static Obp2Spectrometer Open(IByteTransport line, SpectrometerOptions? options = null) => Obp2Spectrometer.Open(line, options ?? Options, default);

    static GoldenObp Line(byte[] payload, float[]? coefficients = null, byte[]? saturation = null, ObpChecksum checksum = ObpChecksum.None, int stride = int.MaxValue)
    {
        byte[] wavelengths = coefficients is null ? Answer(ObpMessageType.Obp2GetWavelengthCoefficients) : MemoryMarshal.AsBytes(coefficients.AsSpan()).ToArray();
        return new GoldenObp(type => type switch
        {
            ObpMessageType.Obp2Spectrum => payload,
            ObpMessageType.Obp2GetWavelengthCoefficients => wavelengths,
            ObpMessageType.Obp2GetSaturationLevel => saturation ?? [],
            _ => Answer(type),
        }, checksum)
        { Stride = stride };
    }

    static byte[] Answer(ObpMessageType type) => type switch
    {
        ObpMessageType.GetSerialNumber => [.. "GOLDEN02"u8],
        ObpMessageType.Obp2GetWavelengthCoefficients => MemoryMarshal.AsBytes<float>([2, 790, 0.1f]).ToArray(),
        _ => [],
    };

    static byte[] Spectrum(int length)
    {
        var payload = new byte[length];
        new Random(length).NextBytes(payload);
        return payload;
    }

    static bool Take(Obp2Spectrometer spectrometer, float[] counts)
    {
        try
        {
            spectrometer.Acquire(counts, default);
            return true;
        }
        catch (Exception error) when (error is TimeoutException or InstrumentException)
        {
            return false;
        }
    }
}
