using System.Security.Cryptography;
using RoverRaman.Emulator;
using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Tests.Protocols;

namespace RoverRaman.Instruments.Tests;

/// <summary>The MD5 checksum, from the driver's wish for it to the answer that carries it.</summary>
public class ObpChecksumTests
{
    const int ChecksumFromEnd = 20, ChecksumTypeAt = 22, FirstPixelAt = 44;
    static readonly StsOptions Checked = new() { Client = new ObpClientOptions { Checksum = ObpChecksum.Md5 } };
    readonly float[] _counts = new float[1024];

    [Fact]
    public void Open_ChecksumWanted_AsksForItFirstByteByByte()
    {
        var line = new EmulatedTransport(VirtualInstrument.NewSts());
        using var spectrometer = StsSpectrometer.Open(line, Checked);
        Assert.Equal("C1C00011040000001000000001000000000000000000010101000000000000000000000000000000140000009FFCAE1A084229373C932CFFE575DD14C5C4C3C2",
            Convert.ToHexString([.. line.Sent.Take(64)]));
        Assert.True(spectrometer.Info.HasCheckedReplies);
    }

    [Fact]
    public void Open_ChecksumNotWanted_NeverNamesOne()
    {
        var line = Scripted(out var asked);
        using var spectrometer = StsSpectrometer.Open(line);
        Assert.DoesNotContain(ObpMessageType.SetChecksumType, asked);
        Assert.False(spectrometer.Info.HasCheckedReplies);
    }

    [Theory]
    [InlineData(ObpError.UnknownMessageType)]
    [InlineData(ObpError.UnknownChecksumType)]
    public void Open_ChecksumRefused_IsCountedAndTheInstrumentUsedAsItIs(ObpError refusal)
    {
        var line = Scripted(out _, (type, regarding) => type == ObpMessageType.SetChecksumType
            ? VirtualObp.Encode(new ObpMessage { Type = type, Regarding = regarding, Flags = ObpFlags.Response | ObpFlags.Nack, Error = refusal })
            : null);
        using var spectrometer = StsSpectrometer.Open(line, Checked);
        Assert.False(spectrometer.Info.HasCheckedReplies);
        Assert.Equal(1, spectrometer.Counters.DeviceErrors);
        spectrometer.Acquire(_counts, default);
    }

    [Fact]
    public void Query_AnyByteOfTheChecksumWrong_IsRefusedAndTheRightOneTaken()
    {
        for (var at = 0; at < 16; at++)
        {
            var line = new GoldenObp(ObpModel.Sts, ObpChecksum.Md5);
            using var client = new ObpClient(line, new ObpClientOptions { Checksum = ObpChecksum.Md5, Retries = 0 });
            var serial = new byte[64];
            line.Change = (64 - ChecksumFromEnd + at, 0x01);
            Assert.Throws<TimeoutException>(() => client.Query(ObpMessageType.GetSerialNumber, [], serial, default));
            Assert.Equal((1, 0), (client.Counters.BadFrames, client.Counters.Frames));
            Assert.Equal(8, client.Query(ObpMessageType.GetSerialNumber, [], serial, default));
            Assert.True(client.HasCheckedReplies);
        }
    }

    [Fact]
    public void Acquire_PixelChanged_IsNoSpectrumWithChecksumAndGoesUnnoticedWithout()
    {
        var line = new EmulatedTransport(VirtualInstrument.NewSts()) { Fault = ChangePixel };
        using (var spectrometer = StsSpectrometer.Open(line, Checked))
        {
            Assert.Throws<TimeoutException>(() => spectrometer.Acquire(_counts, default));
            Assert.Equal(1, spectrometer.Counters.BadFrames);
            spectrometer.Acquire(_counts, default);
        }
        var plain = new EmulatedTransport(VirtualInstrument.NewSts()) { Fault = ChangePixel };
        using var trusting = StsSpectrometer.Open(plain);
        trusting.Acquire(_counts, default);
    }

    [Fact]
    public void Acquire_PixelChangedAndChecksumTypeLost_IsNoSpectrum()
    {
        var line = new EmulatedTransport(VirtualInstrument.NewSts()) { Fault = reply => Change(ChangePixel(reply), ChecksumTypeAt, 0x01) };
        using var spectrometer = StsSpectrometer.Open(line, Checked);
        Assert.Throws<TimeoutException>(() => spectrometer.Acquire(_counts, default));
        spectrometer.Acquire(_counts, default);
    }

    [Fact]
    public void Receive_ChecksumAskedFor_IsOnEveryReplyUntilTakenBack()
    {
        var sts = VirtualInstrument.NewSts();
        Assert.Equal(0, Ask(sts, ObpMessageType.GetSerialNumber)[ChecksumTypeAt]);
        Assert.Equal(1, Ask(sts, ObpMessageType.SetChecksumType, [1])[ChecksumTypeAt]);
        var reply = Ask(sts, ObpMessageType.GetSerialNumber);
        Assert.Equal(1, reply[ChecksumTypeAt]);
        Assert.Equal(Md5(reply.AsSpan(..^ChecksumFromEnd)), reply[^ChecksumFromEnd..^4]);
        Assert.Equal(0, Ask(sts, ObpMessageType.SetChecksumType, [0])[ChecksumTypeAt]);
        Assert.Equal(0, Ask(sts, ObpMessageType.GetSerialNumber)[ChecksumTypeAt]);
    }

    [Theory]
    [InlineData(new byte[] { 2 }, ObpError.UnknownChecksumType)]
    [InlineData(new byte[] { }, ObpError.PayloadLengthMismatch)]
    [InlineData(new byte[] { 1, 0 }, ObpError.PayloadLengthMismatch)]
    public void Receive_ChecksumTypeThatIsNone_IsNamedAndNothingChanges(byte[] data, ObpError expected)
    {
        var sts = VirtualInstrument.NewSts();
        Assert.Equal((byte)expected, Ask(sts, ObpMessageType.SetChecksumType, data)[6]);
        Assert.Equal(0, Ask(sts, ObpMessageType.GetSerialNumber)[ChecksumTypeAt]);
    }

    [Fact]
    public void Receive_RequestWithWrongChecksum_IsNotCarriedOut()
    {
        var sts = VirtualInstrument.NewSts();
        var request = Request(ObpMessageType.SetLampEnable, [1], ObpChecksum.Md5);
        Assert.Empty(sts.Receive(Change(request, 24, 0x01)).ToList());
        Assert.Equal(0, Ask(sts, ObpMessageType.GetLampEnable)[24]);
        Assert.Single(sts.Receive(Change(request, 24, 0x01)).ToList());
        Assert.Equal(1, Ask(sts, ObpMessageType.GetLampEnable)[24]);
    }

    static byte[] ChangePixel(byte[] reply) => Change(reply, FirstPixelAt + 100, 0x04);

    static byte[] Change(byte[] bytes, int at, byte bits)
    {
        bytes[at] ^= bits;
        return bytes;
    }

    static byte[] Ask(VirtualObp instrument, ObpMessageType type, byte[]? data = null) =>
        instrument.Receive(Request(type, data ?? [])).Single().Bytes;

    static byte[] Request(ObpMessageType type, byte[] data, ObpChecksum checksum = ObpChecksum.None) =>
        VirtualObp.Encode(new ObpMessage { Type = type, Flags = ObpFlags.AckRequested, Regarding = 7, Data = data, Checksum = checksum });

    // A virtual STS that sends no checksums and may answer a question in another way.
    static ScriptedInstrument Scripted(out List<ObpMessageType> asked, Func<ObpMessageType, uint, byte[]?>? instead = null)
    {
        var sts = VirtualInstrument.NewSts();
        var line = new ScriptedInstrument((type, flags, regarding, data) => instead?.Invoke(type, regarding) is { } reply
            ? [reply]
            : sts.Receive(VirtualObp.Encode(new ObpMessage { Type = type, Flags = flags, Regarding = regarding, Data = data })).Select(answer => answer.Bytes));
        asked = line.Asked;
        return line;
    }

#pragma warning disable CA5351 // MD5 is what the protocol names.
    static byte[] Md5(ReadOnlySpan<byte> bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351
}
