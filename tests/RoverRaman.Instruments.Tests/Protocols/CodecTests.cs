using RoverRaman.Instruments.BwTek;
using RoverRaman.Instruments.Classic;
using RoverRaman.Instruments.Cobolt;
using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Tcd1304;
using RoverRaman.Instruments.Wasatch;

namespace RoverRaman.Instruments.Tests.Protocols;

/// <summary>Golden bytes of the data sheets and clients.</summary>
public class CodecTests
{
    /// <summary>The data sheet's example of compression.</summary>
    internal static readonly ushort[] VendorExample =
    [
        185, 2151, 836, 453, 210, 118, 90, 89, 87, 89, 86, 88, 98, 121, 383, 1162, 634, 356, 211, 132, 88, 83, 86, 82, 91, 92, 81, 80, 84, 84, 85, 83,
        80, 80, 88, 94, 90, 103, 111, 138,
    ];

    /// <summary>The data sheet's example of the checksum of data that are not compressed.</summary>
    internal static readonly ushort[] VendorSumExample = [15, 23, 46, 98, 231, 509, 1023, 2432, 3245, 1984];

    [Fact]
    public void DeltaCompression_VendorExample_GivesItsBytesAndChecksum()
    {
        var bytes = new byte[DeltaCompression.LongestLength(VendorExample.Length)];
        var length = DeltaCompression.Encode(VendorExample, bytes);
        Assert.Equal(60, length);
        Assert.Equal("8000B98008678003448001C58000D2A4E4FFFE02", Convert.ToHexString(bytes.AsSpan(0, 20)));
        var counts = new float[VendorExample.Length];
        Assert.Equal(DecodeResult.Message, DeltaCompression.Decode(bytes.AsSpan(0, length), counts, out var used, out var checksum));
        Assert.Equal((length, (ushort)0x2C13), (used, checksum));
        Assert.Equal(VendorExample.Select(value => (float)value), counts);
    }

    [Fact]
    public void ClassicSum_VendorExample_GivesItsChecksum() =>
        Assert.Equal(0x2586, ClassicSpectrum.Sum(VendorSumExample));

    [Theory]
    [InlineData(ClassicCommand.IntegrationMilliseconds, 100u, "490064")]
    [InlineData(ClassicCommand.IntegrationMicroseconds, 6000u, "6900001770")]
    [InlineData(ClassicCommand.Baud, 6u, "4B0006")]
    [InlineData(ClassicCommand.Acquire, 0u, "53")]
    [InlineData(ClassicCommand.BinaryMode, 0u, "6242")]
    public void ClassicRequest_RoundTrips(ClassicCommand command, uint value, string hex)
    {
        Span<byte> bytes = stackalloc byte[ClassicRequest.LongestLength];
        var length = new ClassicRequest(command, value).Encode(bytes);
        Assert.Equal(hex, Convert.ToHexString(bytes[..length]));
        Assert.Equal(DecodeResult.Message, ClassicRequest.Decode(bytes[..length], out var request, out var used));
        Assert.Equal((new ClassicRequest(command, value), length), (request, used));
    }

    [Fact]
    public void ClassicRequest_AskedSlot_RoundTrips()
    {
        Span<byte> bytes = stackalloc byte[ClassicRequest.LongestLength];
        var asked = new ClassicRequest(ClassicCommand.Query, 14, ClassicCommand.WriteSlot);
        Assert.Equal("3F78000E", Convert.ToHexString(bytes[..asked.Encode(bytes)]));
        Assert.Equal(DecodeResult.Message, ClassicRequest.Decode(bytes[..4], out var request, out _));
        Assert.Equal(asked, request);
    }

    [Fact]
    public void ClassicBaud_57600And230400_BelongToOneModelEach()
    {
        Assert.Equal((ushort)5, ClassicBaud.Code(57600, ClassicModel.Usb2000));
        Assert.Null(ClassicBaud.Code(57600, ClassicModel.Usb4000));
        Assert.Null(ClassicBaud.Rate(7, ClassicModel.Usb2000));
        Assert.Equal(230400, ClassicBaud.Rate(7, ClassicModel.Usb4000));
    }

    [Theory]
    [InlineData(TcdGeneration.First, "45520000001400003A660100")]
    [InlineData(TcdGeneration.Later, "45520000001400003A660001")]
    public void TcdCommand_ShortestExposure_HasTheGenerationsLastBytes(TcdGeneration generation, string hex)
    {
        Span<byte> bytes = stackalloc byte[TcdCommand.Length];
        // ICG: the shortest whole multiple of SH (20) not below 14776 is 14780 = 0x39BC; see below for the published example.
        var command = TcdCommand.Single(TimeSpan.FromMicroseconds(10), generation);
        Assert.Equal((20u, 14780u), (command.Shutter, command.Gate));
        (command with { Gate = 0x3A66 }).Encode(bytes);
        Assert.Equal(hex, Convert.ToHexString(bytes));
    }

    [Fact]
    public void TcdCommand_PublishedExample_RoundTrips()
    {
        Span<byte> bytes = stackalloc byte[TcdCommand.Length];
        new TcdCommand(20, 100_000, 1, 0).Encode(bytes);
        Assert.Equal("455200000014000186A00100", Convert.ToHexString(bytes));
        Assert.Equal(DecodeResult.Message, TcdCommand.Decode(bytes, out var command));
        Assert.Equal(new TcdCommand(20, 100_000, 1, 0), command);
    }

    [Theory]
    [InlineData("0000001400003A5B")] // ICG no multiple of SH
    [InlineData("00000000000186A0")] // SH 0
    public void TcdCommand_PeriodsThatDoNotFit_AreNoCommand(string periods) =>
        Assert.Equal(DecodeResult.NotAMessage, TcdCommand.Decode(Convert.FromHexString($"4552{periods}0100"), out _));

    [Fact]
    public void BwTek_Acknowledgement_OfTheAsciiCommand_IsThePublishedOne() =>
        Assert.Equal("610D0A41434B0D0A", Convert.ToHexString(BwTekProtocol.Reply("a"u8)));

    [Theory]
    [InlineData(WispOpcode.Acquire, 0, 0, "AD0000000000")]
    [InlineData(WispOpcode.SetIntegrationTime, 0x1234, 0x05, "B21234000500")]
    [InlineData(WispOpcode.WavelengthCoefficient, 0, 3, "FFAA0D000300")]
    [InlineData(WispOpcode.SetLaserWatchdog, 0, 10, "FF0018000A00")]
    public void WispRequest_RoundTrips(WispOpcode opcode, int value, int index, string hex)
    {
        var request = new WispRequest(opcode, (ushort)value, (ushort)index);
        Span<byte> bytes = stackalloc byte[WispRequest.HeaderLength];
        request.Encode(bytes);
        Assert.Equal(hex, Convert.ToHexString(bytes));
        Assert.Equal(DecodeResult.Message, WispRequest.Decode(bytes, out var decoded, out var length));
        Assert.Equal((request, WispRequest.HeaderLength), (decoded, length));
    }

    [Fact]
    public void Cobolt_Power_IsWrittenInWatts() => Assert.Equal("p 0.0500\r"u8.ToArray(), CoboltProtocol.Encode(CoboltProtocol.SetPower(0.05)));

    [Fact]
    public void ObpMetadata_RoundTrips_AndRefusesMoreThanIsThere()
    {
        var block = new byte[ObpMetadata.Length + 8 + ObpMetadata.TrailerLength];
        var metadata = new ObpMetadata(8, 123456789, 10_000, ObpMetadata.UInt16Pixels, 7, 3);
        metadata.Encode(block);
        Assert.True(ObpMetadata.TryDecode(block, out var decoded));
        Assert.Equal(metadata, decoded);
        Assert.False(ObpMetadata.TryDecode(block.AsSpan(0, block.Length - 1), out _));
    }

    [Fact]
    public void ObpModels_HaveThePublishedReplyLengths() =>
        Assert.Equal([2048, 4208, 2048, 4272, 4136], ObpModel.All.Select(model => model.PayloadLength));
}
