namespace RoverRaman.Wire.Tests;

public class StreamFrameTest
{
    [Fact]
    public void Write_GoldenFrame_MayOnlyGrow() =>
        Assert.True("03000000010203" == Bytes.Hex(Bytes.Of(output => StreamFrame.Write(output, [1, 2, 3]))), "The frame on the socket may only grow: old readers must read it.");

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void TryRead_PiecesOfAnySize_GiveTheSameFrames(int step)
    {
        byte[] stream = Bytes.Of(output =>
        {
            StreamFrame.Write(output, [1]);
            StreamFrame.Write(output, new byte[300]);
            StreamFrame.Write(output, [2, 3]);
        });
        var reader = new StreamFrameReader();
        var found = new List<byte[]>();
        for (int i = 0; i < stream.Length; i += step)
        {
            ReadOnlySpan<byte> chunk = stream.AsSpan(i, Math.Min(step, stream.Length - i));
            while (reader.TryRead(ref chunk, out var payload))
                found.Add(payload.ToArray());
        }
        Assert.Equal([[1], new byte[300], [2, 3]], found);
        Assert.Equal(0, reader.PendingBytes);
    }

    [Theory]
    [InlineData("00000000")]
    [InlineData("01001000")]
    [InlineData("ffffffff")]
    public void TryRead_HostileLength_IsNamed(string header)
    {
        var error = Assert.Throws<WireFormatException>(() => Read(Bytes.Hex(header)));
        Assert.Contains("expected a length of 1..1048576", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_LargeLengthAndFewBytes_DoesNotAllocateForIt()
    {
        byte[] header = Bytes.Hex("00001000 aa");
        _ = Read(header);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(5, Read(header));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4096);
    }

    static int Read(byte[] bytes)
    {
        var reader = new StreamFrameReader();
        ReadOnlySpan<byte> input = bytes;
        _ = reader.TryRead(ref input, out _);
        return reader.PendingBytes;
    }
}
