using System.Buffers.Binary;
using RoverRaman.Emulator;
using RoverRaman.Instruments.Obp;

namespace RoverRaman.Instruments.Tests;

public class VirtualStsTests
{
    readonly VirtualSts _sts = VirtualInstrument.NewSts();

    [Fact]
    public void Receive_SpectrumBeforeIntegrationTime_IsError7()
    {
        var reply = Ask(ObpMessageType.GetRawSpectrum);
        Assert.Equal((ObpError.NotReady, true), (reply.Error, (reply.Flags & ObpFlags.Nack) != 0));
    }

    [Theory]
    [InlineData(0x12345678u)]
    [InlineData(0u)]
    public void Receive_UnknownMessage_IsError2(uint type) => Assert.Equal(ObpError.UnknownMessageType, Ask((ObpMessageType)type).Error);

    [Fact]
    public void Receive_SetWithoutAckRequested_IsDoneInSilence()
    {
        Assert.Empty(Send(ObpMessageType.SetIntegrationTime, ObpFlags.None, [100, 0, 0, 0]));
        Assert.Equal(100u, BinaryPrimitives.ReadUInt32LittleEndian(Ask(ObpMessageType.GetIntegrationTime).Data));
    }

    [Theory]
    [InlineData(ObpMessageType.SetIntegrationTime, new byte[] { 9, 0, 0, 0 }, ObpError.PayloadInvalid)]
    [InlineData(ObpMessageType.SetIntegrationTime, new byte[] { 9, 0 }, ObpError.PayloadLengthMismatch)]
    [InlineData(ObpMessageType.SetLampEnable, new byte[] { 2 }, ObpError.PayloadInvalid)]
    [InlineData(ObpMessageType.SetBaud, new byte[] { 1, 0, 0, 0 }, ObpError.PayloadInvalid)]
    [InlineData(ObpMessageType.GetWavelengthCoefficient, new byte[] { 4 }, ObpError.DoesNotExist)]
    [InlineData(ObpMessageType.GetWavelengthCoefficient, new byte[] { }, ObpError.PayloadLengthMismatch)]
    public void Receive_WrongData_IsNamed(ObpMessageType type, byte[] data, ObpError expected) =>
        Assert.Equal(expected, Ask(type, data).Error);

    [Fact]
    public void Receive_Spectrum_IsDarkWithTheLampOffAndScalesWithTimeWithItOn()
    {
        var dark = Spectrum(100, lamp: false);
        var brief = Spectrum(50, lamp: true);
        Assert.InRange(dark.Max(), 600, 750);
        Assert.InRange(brief.Max(), 5000, 5400);
        Assert.InRange(Spectrum(100, lamp: true).Max(), 9500, 9900);
        Assert.Equal(2, _sts.Played);
    }

    [Fact]
    public void Receive_LongIntegration_ClipsAtFullScale() => Assert.Equal(16383, Spectrum(1000, lamp: true).Max());

    [Fact]
    public void Receive_SpectrumAfterTheLast_HangsUp()
    {
        var sts = VirtualInstrument.NewSts(count: 1);
        byte[] on = [.. Request(ObpMessageType.SetIntegrationTime, ObpFlags.None, [100, 0, 0, 0]), .. Request(ObpMessageType.SetLampEnable, ObpFlags.None, [1])];
        Assert.Empty(sts.Receive(on));
        var replies = sts.Receive((byte[])[.. Request(ObpMessageType.GetRawSpectrum), .. Request(ObpMessageType.GetTemperatureCount), .. Request(ObpMessageType.GetRawSpectrum)]).ToList();
        Assert.Equal([false, false, true], replies.Select(reply => reply.HangUp));
        Assert.True(sts.Finished);
    }

    [Fact]
    public void Receive_RequestsOneByteAtATimeBetweenGarbage_AreAnswered()
    {
        byte[] line = [0xC1, 7, .. Request(ObpMessageType.GetBaud), 0xC1, 0xC0, .. Request(ObpMessageType.GetSerialNumber)];
        Assert.Equal(2, line.SelectMany(value => _sts.Receive(new[] { value })).Count());
    }

    ushort[] Spectrum(int milliseconds, bool lamp)
    {
        _ = Ask(ObpMessageType.SetIntegrationTime, BitConverter.GetBytes(milliseconds * 1000));
        _ = Ask(ObpMessageType.SetLampEnable, [lamp ? (byte)1 : (byte)0]);
        var data = Ask(ObpMessageType.GetRawSpectrum).Data.ToArray();
        return [.. data.Chunk(2).Select(pixel => BinaryPrimitives.ReadUInt16LittleEndian(pixel))];
    }

    ObpMessage Ask(ObpMessageType type, byte[]? data = null)
    {
        var reply = Assert.Single(Send(type, ObpFlags.AckRequested, data ?? []));
        Assert.Equal(DecodeResult.Message, ObpMessage.Decode(reply.Bytes, 4096, out var message, out _));
        return message;
    }

    List<VirtualReply> Send(ObpMessageType type, ObpFlags flags, byte[] data) => [.. _sts.Receive(Request(type, flags, data))];

    static byte[] Request(ObpMessageType type, ObpFlags flags = default, byte[]? data = null) =>
        VirtualSts.Encode(new ObpMessage { Type = type, Flags = flags, Data = data ?? [] });
}
