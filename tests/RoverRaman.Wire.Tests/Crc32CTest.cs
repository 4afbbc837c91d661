namespace RoverRaman.Wire.Tests;

public class Crc32CTest
{
    [Theory]
    // RFC 3720 appendix B.4, and the customary check value.
    [InlineData("313233343536373839", 0xE3069283u)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x8A9136AAu)]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", 0x62A8AB43u)]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", 0x46DD794Eu)]
    [InlineData("", 0u)]
    public void Compute_PublishedVectors_Agree(string data, uint expected) => Assert.Equal(expected, Crc32C.Compute(Bytes.Hex(data)));

    [Fact]
    public void Compute_InTwoParts_EqualsWhole()
    {
        byte[] data = Bytes.Hex("313233343536373839");
        for (int cut = 0; cut <= data.Length; cut++)
            Assert.Equal(0xE3069283u, Crc32C.Compute(data.AsSpan(cut), Crc32C.Compute(data.AsSpan(0, cut))));
    }
}
