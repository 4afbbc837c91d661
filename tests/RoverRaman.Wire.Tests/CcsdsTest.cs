namespace RoverRaman.Wire.Tests;

public class CcsdsTest
{
    [Theory]
    [InlineData("313233343536373839", 0x29B1)]
    // TC[17,1] of the spacepackets documentation, PUS-C TC[17,1] with all acknowledgements, TM with a 6-byte time.
    [InlineData("1873C0190004111101", 0xA0B8)]
    [InlineData("1873C01900062F11010000", 0x73AB)]
    [InlineData("0AA5C123000C6900000080000102030405", 0x6CC5)]
    public void Crc16_KnownPackets_Agree(string hex, int expected)
    {
        byte[] data = Bytes.Hex(hex);
        Assert.Equal(expected, Crc16.Compute(data));
        Assert.Equal(0, Crc16.Compute([.. data, (byte)(expected >> 8), (byte)expected]));
    }

    [Theory]
    [InlineData("1873C0190004", true, true, 0x073, 0x0019, 5)]
    [InlineData("1873C0190006", true, true, 0x073, 0x0019, 7)]
    [InlineData("0AA5C123000C", false, true, 0x2A5, 0x0123, 13)]
    public void Header_KnownPackets_ReadAndWriteTheSame(string hex, bool command, bool secondary, ushort apid, ushort count, int length)
    {
        var header = SpacePacketHeader.Read(Bytes.Hex(hex));
        Assert.Equal(new SpacePacketHeader(command, secondary, apid, SpacePacketSegment.Unsegmented, count, length), header);
        byte[] written = new byte[SpacePacketHeader.Size];
        header.Write(written);
        Assert.Equal(Bytes.Hex(hex), written);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(16_382, 16_383)]
    [InlineData(16_383, 0)]
    public void Next_AtTheEndOf14Bits_Wraps(ushort count, ushort next) => Assert.Equal(next, SpacePacketHeader.Next(count));

    [Fact]
    public void Header_EveryFieldAtItsLimits_Survives()
    {
        byte[] bytes = new byte[SpacePacketHeader.Size];
        foreach (ushort apid in new ushort[] { 0, 1, 255, 256, 2047 })
            foreach (var segment in Enum.GetValues<SpacePacketSegment>())
                foreach (ushort count in new ushort[] { 0, 255, 256, 16_383 })
                    foreach (int length in new[] { 1, 256, 65_536 })
                    {
                        var header = new SpacePacketHeader(apid % 2 == 0, count == 0, apid, segment, count, length);
                        header.Write(bytes);
                        Assert.Equal(header, SpacePacketHeader.Read(bytes));
                    }
    }

    [Fact]
    public void Header_FieldThatDoesNotFit_IsRefused()
    {
        var good = new SpacePacketHeader(false, false, 1, SpacePacketSegment.First, 1, 1);
        byte[] bytes = new byte[SpacePacketHeader.Size];
        foreach (var bad in new[] { good with { Apid = 2048 }, good with { SequenceCount = 16_384 }, good with { DataLength = 0 }, good with { DataLength = 65_537 }, good with { Segment = (SpacePacketSegment)4 } })
            Assert.Throws<ArgumentOutOfRangeException>(() => bad.Write(bytes));
        Assert.Throws<WireFormatException>(() => SpacePacketHeader.Read(bytes.AsSpan(0, 5)));
        Assert.Contains("found 1", Assert.Throws<WireFormatException>(() => SpacePacketHeader.Read(Bytes.Hex("3873C0190004"))).Message, StringComparison.Ordinal);
    }
}
