using System.Buffers;

namespace MessagePack.Tests;

public class ValueTest
{
    [Theory]
    [InlineData(0, "a0")]
    [InlineData(31, "bf")]
    [InlineData(32, "d920")]
    [InlineData(255, "d9ff")]
    [InlineData(256, "da0100")]
    [InlineData(65_535, "daffff")]
    [InlineData(65_536, "db00010000")]
    public void Write_StringBoundary_TakesTheShortestHeader(int length, string header)
    {
        string text = new('x', length);
        byte[] bytes = Pack.Bytes((ref writer) => writer.Write(text));
        Assert.StartsWith(header, Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(8, bytes.Length))), StringComparison.Ordinal);
        Assert.Equal(header.Length / 2 + length, bytes.Length);
        Assert.Equal(text, Pack.Read(bytes, (ref reader) => reader.ReadString()));
    }

    [Fact]
    public void Write_TextOutsideAscii_CountsBytesNotCharacters() =>
        Assert.Equal("a8c3856b65f09f", Pack.Hex((ref writer) => writer.Write("Åke🦀"))[..14]);

    [Theory]
    [InlineData(0, "c400")]
    [InlineData(255, "c4ff")]
    [InlineData(256, "c50100")]
    [InlineData(65_535, "c5ffff")]
    [InlineData(65_536, "c600010000")]
    public void Write_BinBoundary_TakesTheShortestHeader(int length, string header)
    {
        byte[] bytes = Pack.Bytes((ref writer) => writer.Write(new byte[length]));
        Assert.Equal(header, Convert.ToHexStringLower(bytes.AsSpan(0, header.Length / 2)));
        Assert.Equal(length, Pack.Read(bytes, (ref reader) => reader.ReadBytes()!.Value.Length));
    }

    [Theory]
    [InlineData(0, "90", "80")]
    [InlineData(15, "9f", "8f")]
    [InlineData(16, "dc0010", "de0010")]
    [InlineData(65_535, "dcffff", "deffff")]
    [InlineData(65_536, "dd00010000", "df00010000")]
    public void Write_CollectionBoundary_TakesTheShortestHeader(int count, string array, string map)
    {
        Assert.Equal(array, Pack.Hex((ref writer) => writer.WriteArrayHeader(count)));
        Assert.Equal(map, Pack.Hex((ref writer) => writer.WriteMapHeader(count)));
        byte[] content = new byte[2 * count];
        var reader = new MessagePackReader((byte[])[.. Convert.FromHexString(array), .. content]);
        Assert.Equal(count, reader.ReadArrayHeader());
        reader = new MessagePackReader((byte[])[.. Convert.FromHexString(map), .. content]);
        Assert.Equal(count, reader.ReadMapHeader());
    }

    [Fact]
    public void Write_FloatsBoolsNil_AreTheSpecifiedBytes()
    {
        Assert.Equal("ca3fc00000", Pack.Hex((ref writer) => writer.Write(1.5f)));
        Assert.Equal("cb3ff8000000000000", Pack.Hex((ref writer) => writer.Write(1.5)));
        Assert.Equal("c3c2c0c0c0", Pack.Hex((ref writer) =>
        {
            writer.Write(true);
            writer.Write(false);
            writer.WriteNil();
            writer.Write((string?)null);
            writer.Write((byte[]?)null);
        }));
    }

    [Theory]
    [InlineData("ca3fc00000", 1.5)]
    [InlineData("cb3ff8000000000000", 1.5)]
    [InlineData("07", 7)]
    [InlineData("cf8000000000000000", 9.223372036854775808e18)]
    [InlineData("d0ff", -1)]
    public void Read_AnyNumberAsFloat_IsConverted(string hex, double value)
    {
        Assert.Equal(value, Pack.Read(Convert.FromHexString(hex), (ref reader) => reader.ReadDouble()));
        Assert.Equal((float)value, Pack.Read(Convert.FromHexString(hex), (ref reader) => reader.ReadSingle()));
    }

    [Fact]
    public void Read_Nil_IsNullOnlyWhereAskedFor()
    {
        byte[] nil = [0xc0];
        Assert.Null(Pack.Read(nil, (ref reader) => reader.ReadString()));
        Assert.Null(Pack.Read(nil, (ref reader) => reader.ReadBytes()?.Length));
        Assert.True(Pack.Read(nil, (ref reader) => reader.TryReadNil()));
        Assert.Throws<MessagePackSerializationException>(() => Pack.Read(nil, (ref reader) => reader.ReadInt32()));
        var other = new MessagePackReader((byte[])[1]);
        Assert.False(other.TryReadNil());
        Assert.Equal(0, other.Consumed);
    }

    [Fact]
    public void Write_WithoutFlush_CommitsNothing()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.Write(1);
        Assert.Equal(0, output.WrittenCount);
        writer.Flush();
        writer.Write(2);
        writer.Flush();
        Assert.Equal([1, 2], output.WrittenSpan.ToArray());
    }

    [Fact]
    public void NextMessagePackType_EveryFirstByte_IsTheSpecifiedFamily()
    {
        var expected = new Dictionary<MessagePackType, int>
        {
            [MessagePackType.Integer] = 128 + 32 + 8,
            [MessagePackType.Nil] = 1,
            [MessagePackType.Boolean] = 2,
            [MessagePackType.Float] = 2,
            [MessagePackType.String] = 32 + 3,
            [MessagePackType.Binary] = 3,
            [MessagePackType.Array] = 16 + 2,
            [MessagePackType.Map] = 16 + 2,
            [MessagePackType.Extension] = 8,
            [MessagePackType.Unknown] = 1,
        };
        var found = Enumerable.Range(0, 256).CountBy(code => MessagePackCode.ToMessagePackType((byte)code)).ToDictionary();
        Assert.Equal(expected.OrderBy(pair => pair.Key), found.OrderBy(pair => pair.Key));
    }
}
