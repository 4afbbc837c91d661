using RoverRaman.TestSupport;

namespace RoverRaman.Wire.Tests;

public class CobsFrameTest
{
    static byte[] Frame(ReadOnlySpan<byte> payload)
    {
        byte[] output = new byte[CobsFrame.MaxSize(payload.Length)];
        return output[..CobsFrame.Write(payload, output)];
    }

    static List<byte[]> ReadAll(CobsFrameReader reader, ReadOnlySpan<byte> stream, int step)
    {
        var found = new List<byte[]>();
        for (int i = 0; i < stream.Length; i += step)
        {
            var chunk = stream.Slice(i, Math.Min(step, stream.Length - i));
            while (reader.TryRead(ref chunk, out var payload))
                found.Add(payload.ToArray());
        }
        return found;
    }

    [Fact]
    public void Write_GoldenFrame_MayOnlyGrow() =>
        // 9 bytes, CRC-32C E3069283 little-endian, end.
        Assert.True("0e 31 32 33 34 35 36 37 38 39 83 92 06 e3 00".Replace(" ", "", StringComparison.Ordinal) == Bytes.Hex(Frame("123456789"u8)), "The frame on the link may only grow: old receivers must read it.");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void TryRead_GarbageBetweenFrames_DeliversEveryGoodFrameAndCountsTheRest(int step)
    {
        byte[] one = Frame([0, 1, 0]), two = Frame(new byte[600]), three = Frame([9]);
        byte[] damaged = [.. two];
        damaged[5] ^= 2;
        byte[] stream = [0xaa, 0xbb, 0, .. one, 0, 0, .. damaged, .. two, 0x55, 0, .. three, 0x03];
        var reader = new CobsFrameReader();
        var found = ReadAll(reader, stream, step);
        Assert.Equal([[0, 1, 0], new byte[600], [9]], found);
        Assert.Equal(3, reader.Frames);
        Assert.Equal(3, reader.BadFrames);
        Assert.Equal(3 + damaged.Length + 2, reader.BytesSkipped);
        Assert.Equal(1, reader.PendingBytes);
    }

    [Fact]
    public void TryRead_EverySingleBitFlip_IsNeverDeliveredAsThatMessage()
    {
        byte[] payload = [0, 1, 2, 0, 200, 0];
        byte[] frame = Frame(payload);
        for (int bit = 0; bit < 8 * frame.Length; bit++)
        {
            byte[] damaged = [.. frame, .. frame];
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            var reader = new CobsFrameReader();
            var found = ReadAll(reader, damaged, 5);
            Assert.All(found, message => Assert.Equal(payload, message));
            // A damaged delimiter joins both frames; any other flip costs one frame.
            Assert.Equal(bit / 8 == frame.Length - 1 ? 0 : 1, found.Count);
            Assert.True(reader.BadFrames >= 1);
        }
    }

    [Fact]
    public void TryRead_FrameLargerThanTheLimit_IsCountedAndTheNextOneRead()
    {
        byte[] big = Frame(Enumerable.Repeat((byte)1, 101).ToArray());
        var reader = new CobsFrameReader(100);
        byte[] good = Frame(Enumerable.Repeat((byte)1, 100).ToArray());
        Assert.Single(ReadAll(reader, [.. big, .. good], 3));
        Assert.Equal(1, reader.BadFrames);
        Assert.Equal(big.Length, reader.BytesSkipped);
    }

    [Fact]
    public void WriteAndRead_SteadyState_AllocatesNothing()
    {
        byte[] payload = new byte[60], output = new byte[CobsFrame.MaxSize(60)];
        var reader = new CobsFrameReader();
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                ReadOnlySpan<byte> stream = output.AsSpan(0, CobsFrame.Write(payload, output));
                while (reader.TryRead(ref stream, out _))
                {
                }
            }
        }));
        Assert.Equal(500, reader.Frames);
    }
}
