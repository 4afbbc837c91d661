using System.Buffers;

namespace MessagePack.Tests;

delegate void WriteAction(ref MessagePackWriter writer);

delegate T ReadFunc<T>(ref MessagePackReader reader);

static class Pack
{
    public static byte[] Bytes(WriteAction write)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        write(ref writer);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    public static string Hex(WriteAction write) => Convert.ToHexStringLower(Bytes(write));

    /// <summary>Reads one value that must take all bytes, from one piece and from pieces of one byte.</summary>
    public static T Read<T>(byte[] bytes, ReadFunc<T> read)
    {
        var whole = new MessagePackReader(bytes);
        T value = read(ref whole);
        Assert.True(whole.End);
        Assert.Equal(bytes.Length, whole.Consumed);
        var pieces = new MessagePackReader(OneByteAtATime(bytes));
        Assert.Equal(value, read(ref pieces));
        Assert.True(pieces.End);
        return value;
    }

    public static ReadOnlySequence<byte> OneByteAtATime(byte[] bytes)
    {
        Piece? first = null, last = null;
        for (int i = 0; i < bytes.Length; i++)
        {
            var next = new Piece(bytes.AsMemory(i, 1), i);
            last?.Append(next);
            first ??= next;
            last = next;
        }
        return first is null ? ReadOnlySequence<byte>.Empty : new(first, 0, last!, 1);
    }

    sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public void Append(Piece next) => Next = next;
    }
}
