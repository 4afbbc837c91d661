namespace MessagePack.Tests;

public class IntegerTest
{
    // Each format's first and last value (msgpack spec.md, "int format family").
    public static TheoryData<long, string> Boundaries => new()
    {
        { 0, "00" }, { 127, "7f" },
        { 128, "cc80" }, { 255, "ccff" },
        { 256, "cd0100" }, { 65_535, "cdffff" },
        { 65_536, "ce00010000" }, { uint.MaxValue, "ceffffffff" },
        { 1L + uint.MaxValue, "cf0000000100000000" }, { long.MaxValue, "cf7fffffffffffffff" },
        { -1, "ff" }, { -32, "e0" },
        { -33, "d0df" }, { -128, "d080" },
        { -129, "d1ff7f" }, { -32_768, "d18000" },
        { -32_769, "d2ffff7fff" }, { int.MinValue, "d280000000" },
        { int.MinValue - 1L, "d3ffffffff7fffffff" }, { long.MinValue, "d38000000000000000" },
    };

    [Theory, MemberData(nameof(Boundaries))]
    public void Write_Boundary_TakesTheShortestFormat(long value, string hex)
    {
        Assert.Equal(hex, Pack.Hex((ref writer) => writer.Write(value)));
        if (value is >= int.MinValue and <= int.MaxValue)
            Assert.Equal(hex, Pack.Hex((ref writer) => writer.Write((int)value)));
        if (value >= 0)
            Assert.Equal(hex, Pack.Hex((ref writer) => writer.Write((ulong)value)));
        Assert.Equal(value, Pack.Read(Convert.FromHexString(hex), (ref reader) => reader.ReadInt64()));
    }

    [Fact]
    public void Write_SmallTypes_TakeTheShortestFormat()
    {
        Assert.Equal("ccff", Pack.Hex((ref writer) => writer.Write(byte.MaxValue)));
        Assert.Equal("cdffff", Pack.Hex((ref writer) => writer.Write(ushort.MaxValue)));
        Assert.Equal("d080", Pack.Hex((ref writer) => writer.Write(sbyte.MinValue)));
        Assert.Equal("d18000", Pack.Hex((ref writer) => writer.Write(short.MinValue)));
        Assert.Equal("ceffffffff", Pack.Hex((ref writer) => writer.Write(uint.MaxValue)));
        Assert.Equal("cfffffffffffffffff", Pack.Hex((ref writer) => writer.Write(ulong.MaxValue)));
        Assert.Equal(ulong.MaxValue, Pack.Read(Convert.FromHexString("cfffffffffffffffff"), (ref reader) => reader.ReadUInt64()));
    }

    [Theory]
    [InlineData("d3ffffffffffffffff", -1)]
    [InlineData("cf0000000000000005", 5)]
    [InlineData("d200000007", 7)]
    public void Read_WiderFormatThanNeeded_IsTaken(string hex, long value) =>
        Assert.Equal(value, Pack.Read(Convert.FromHexString(hex), (ref reader) => (long)reader.ReadInt32()));

    [Theory]
    [InlineData("cc80", "ReadSByte")]
    [InlineData("cd0100", "ReadByte")]
    [InlineData("ce00010000", "ReadUInt16")]
    [InlineData("cd8000", "ReadInt16")]
    [InlineData("ce80000000", "ReadInt32")]
    [InlineData("cf0000000100000000", "ReadUInt32")]
    [InlineData("cf8000000000000000", "ReadInt64")]
    [InlineData("ff", "ReadUInt64")]
    public void Read_NumberThatDoesNotFit_Overflows(string hex, string method) =>
        Assert.Throws<OverflowException>(() => Call(Convert.FromHexString(hex), method));

    [Theory]
    [InlineData("c3")]
    [InlineData("ca00000000")]
    [InlineData("a0")]
    [InlineData("c1")]
    public void Read_OtherType_IsWrongNotShort(string hex) =>
        Assert.Throws<MessagePackSerializationException>(() => Call(Convert.FromHexString(hex), "ReadInt32"));

    static object Call(byte[] bytes, string method)
    {
        var reader = new MessagePackReader(bytes);
        return method switch
        {
            "ReadSByte" => reader.ReadSByte(),
            "ReadByte" => reader.ReadByte(),
            "ReadInt16" => reader.ReadInt16(),
            "ReadUInt16" => reader.ReadUInt16(),
            "ReadInt32" => reader.ReadInt32(),
            "ReadUInt32" => reader.ReadUInt32(),
            "ReadInt64" => reader.ReadInt64(),
            _ => reader.ReadUInt64(),
        };
    }
}
