using FsCheck;
using FsCheck.Fluent;

namespace RoverRaman.Wire.Tests;

public class CobsTest
{
    [Theory]
    // Cheshire and Baker's examples as collected in public test suites of COBS, and the first one of the wire-codec documentation.
    [InlineData("11002200", "0211022201")]
    [InlineData("", "01")]
    [InlineData("00", "0101")]
    [InlineData("0000", "010101")]
    [InlineData("001100", "01021101")]
    [InlineData("11220033", "0311220233")]
    [InlineData("11223344", "0511223344")]
    [InlineData("11000000", "0211010101")]
    public void Encode_PublishedVectors_Agree(string data, string encoded)
    {
        byte[] plain = Bytes.Hex(data);
        byte[] output = new byte[Cobs.MaxEncodedSize(plain.Length)];
        int length = Cobs.Encode(plain, output);
        Assert.Equal(encoded, Bytes.Hex(output.AsSpan(0, length)));
    }

    [Theory]
    [InlineData(253, 254, 0xfe)]
    [InlineData(254, 255, 0xff)]
    [InlineData(255, 257, 0xff)]
    [InlineData(508, 510, 0xff)]
    [InlineData(509, 512, 0xff)]
    public void Encode_LongRunWithoutZero_SplitsAfter254(int length, int encodedLength, byte firstCode)
    {
        byte[] plain = [.. Enumerable.Range(0, length).Select(i => (byte)(1 + i % 255))];
        byte[] output = new byte[Cobs.MaxEncodedSize(length)];
        Assert.Equal(encodedLength, Cobs.Encode(plain, output));
        Assert.Equal(firstCode, output[0]);
    }

    [Fact]
    public void TryDecode_OfEncode_GivesTheData() => Prop.ForAll<byte[]>(data =>
    {
        // Long runs are where the format turns, so each sample is also tried stretched.
        foreach (byte[] plain in new[] { data, [.. Enumerable.Repeat(data, 60).SelectMany(x => x)] })
        {
            byte[] encoded = new byte[Cobs.MaxEncodedSize(plain.Length)];
            int length = Cobs.Encode(plain, encoded);
            Assert.DoesNotContain((byte)0, encoded.AsSpan(0, length).ToArray());
            Assert.True(Cobs.TryDecode(encoded.AsSpan(0, length), encoded, out int written));
            Assert.Equal(plain, encoded.AsSpan(0, written).ToArray());
        }
    }).Check(Config.QuickThrowOnFailure.WithReplay(7, 11));

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0311")]
    [InlineData("031100")]
    [InlineData("ff01")]
    public void TryDecode_NotCobs_IsFalse(string encoded) => Assert.False(Cobs.TryDecode(Bytes.Hex(encoded), new byte[300], out _));

    [Fact]
    public void TryDecode_OutputTooShort_IsFalse() => Assert.False(Cobs.TryDecode(Bytes.Hex("0211022201"), new byte[3], out _));
}
