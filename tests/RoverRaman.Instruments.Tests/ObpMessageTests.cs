using System.Security.Cryptography;
using RoverRaman.Instruments.Obp;

namespace RoverRaman.Instruments.Tests;

public class ObpMessageTests
{
    const string GetSerial = "C1C00011000000000001000000000000000000000000000000000000000000000000000000000000" + "14000000" + "00000000000000000000000000000000C5C4C3C2";
    const string SetIntegration = "C1C00011040000001000110000000000000000000000" + "0004A0860100000000000000000000000000" + "14000000" + "00000000000000000000000000000000C5C4C3C2";
    const string GetSerialMd5 = "C1C00011000000000001000000000000000000000000010000000000000000000000000000000000" + "14000000" + "D96BA8121CA9BB7F9364490EA86D93DCC5C4C3C2";

    [Fact]
    public void Encode_GetSerialNumber_GivesGoldenBytes() =>
        Assert.Equal(GetSerial, Hex(new ObpMessage { Type = ObpMessageType.GetSerialNumber }));

    [Fact]
    public void Encode_SetIntegrationTimeWithAck_GivesGoldenBytes() =>
        Assert.Equal(SetIntegration, Hex(new ObpMessage { Type = ObpMessageType.SetIntegrationTime, Flags = ObpFlags.AckRequested, Data = BitConverter.GetBytes(100_000) }));

    [Fact]
    public void Encode_WithMd5_GivesGoldenChecksum() =>
        Assert.Equal(GetSerialMd5, Hex(new ObpMessage { Type = ObpMessageType.GetSerialNumber, Checksum = ObpChecksum.Md5 }));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(2048)]
    public void Decode_WhatEncodeWrote_GivesItBack(int dataLength)
    {
        var data = new byte[dataLength];
        new Random(dataLength).NextBytes(data);
        var bytes = Bytes(new ObpMessage
        {
            Version = 0x1000,
            Type = ObpMessageType.GetRawSpectrum,
            Flags = ObpFlags.Response | ObpFlags.Nack,
            Error = ObpError.Internal,
            Regarding = 0xDEADBEEF,
            Checksum = ObpChecksum.Md5,
            Data = data,
        });

        Assert.Equal(dataLength > 16 ? 64 + dataLength : 64, bytes.Length);
        Assert.Equal(DecodeResult.Message, ObpMessage.Decode(bytes, 2048, out var message, out var length));
        Assert.Equal(bytes.Length, length);
        Assert.Equal(0x1000, message.Version);
        Assert.Equal(ObpMessageType.GetRawSpectrum, message.Type);
        Assert.Equal(ObpFlags.Response | ObpFlags.Nack, message.Flags);
        Assert.Equal(ObpError.Internal, message.Error);
        Assert.Equal(0xDEADBEEF, message.Regarding);
        Assert.Equal(data, message.Data.ToArray());
    }

    [Fact]
    public void Decode_EveryPrefix_AsksForMore()
    {
        var bytes = Bytes(new ObpMessage { Type = ObpMessageType.GetRawSpectrum, Data = new byte[100] });
        for (var length = 0; length < bytes.Length; length++)
            Assert.Equal(DecodeResult.NeedMore, ObpMessage.Decode(bytes.AsSpan(0, length), 100, out _, out _));
    }

    [Theory]
    [InlineData(0, 0xC2, 1)]
    [InlineData(1, 0xC1, 2)]
    [InlineData(3, 0x12, 4)]
    [InlineData(22, 2, 23)]
    [InlineData(23, 17, 24)]
    [InlineData(40, 19, 44)]
    [InlineData(43, 0x7F, 44)]
    [InlineData(43, 0xFF, 44)]
    [InlineData(60, 0xC6, 64)]
    public void Decode_WrongField_IsRefusedAsSoonAsTheFieldIsThere(int at, byte value, int length)
    {
        var bytes = Convert.FromHexString(GetSerial);
        bytes[at] = value;
        Assert.Equal(DecodeResult.NotAMessage, ObpMessage.Decode(bytes.AsSpan(0, length), 8192, out _, out _));
    }

    [Fact]
    public void Decode_PayloadOneOverTheLimit_IsRefused()
    {
        var bytes = Bytes(new ObpMessage { Data = new byte[101] });
        Assert.Equal(DecodeResult.NotAMessage, ObpMessage.Decode(bytes, 100, out _, out _));
        Assert.Equal(DecodeResult.Message, ObpMessage.Decode(bytes, 101, out _, out _));
    }

    [Fact]
    public void Decode_AnyByteChangedUnderMd5_IsRefused()
    {
        var good = Bytes(new ObpMessage { Type = ObpMessageType.GetRawSpectrum, Checksum = ObpChecksum.Md5, Data = RandomNumberGenerator.GetBytes(40) });
        for (var at = 0; at < good.Length; at++)
        {
            var bytes = (byte[])good.Clone();
            bytes[at] ^= 0x01;
            Assert.NotEqual(DecodeResult.Message, ObpMessage.Decode(bytes, 8192, out _, out _));
        }
    }

    [Fact]
    public void ErrorNumbers_AreThoseOfTheProtocol()
    {
        int[] expected = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 100, 101, 102, 103, 104, 255];
        Assert.Equal(expected, Enum.GetValues<ObpError>().Select(error => (int)error));
    }

    static byte[] Bytes(in ObpMessage message)
    {
        var bytes = new byte[message.EncodedLength];
        Assert.Equal(bytes.Length, message.Encode(bytes));
        return bytes;
    }

    static string Hex(in ObpMessage message) => Convert.ToHexString(Bytes(message));
}
