namespace RoverRaman.Wire.Tests;

/// <summary>Every decoder on mutated and random bytes: the named exception or a value, bounded memory, an end.</summary>
public class FuzzTest
{
    const int Rounds = 4_000;

    public static TheoryData<MessageKind> Kinds => [.. Samples.Messages.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public void Read_MutatedMessages_ThrowsOnlyWireFormatException(MessageKind kind)
    {
        var random = new Random(17 + (int)kind);
        int refused = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < Rounds; round++)
        {
            try
            {
                _ = Samples.Read(kind, Mutate(random, Samples.Messages[kind]));
            }
            catch (WireFormatException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 1, Rounds - 1);
        // The mutated copy, the exception with its texts, and a spectrum's values where it is one.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Rounds, 0, 40_000);
    }

    [Fact]
    public void Readers_RandomStreams_NeverThrowUnnamedNorDeliverMoreThanTheyGot()
    {
        var random = new Random(23);
        for (int round = 0; round < 2000; round++)
        {
            byte[] bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            ReadOnlySpan<byte> input = bytes;
            var cobs = new CobsFrameReader();
            while (cobs.TryRead(ref input, out _))
            {
            }
            Assert.Equal(bytes.Length, cobs.BytesSkipped + cobs.PendingBytes + bytes.Count(value => value == 0) - cobs.BadFrames);
            var journal = new JournalReader(bytes);
            while (journal.TryRead(out _))
            {
            }
            Assert.Equal(bytes.Length, journal.GoodLength + journal.TornBytes);
            ReadStream(bytes);
        }
    }

    static void ReadStream(ReadOnlySpan<byte> input)
    {
        var stream = new StreamFrameReader(100);
        try
        {
            while (stream.TryRead(ref input, out _))
            {
            }
        }
        catch (WireFormatException)
        {
        }
    }

    static byte[] Mutate(Random random, byte[] message)
    {
        byte[] bytes = [.. message];
        for (int i = random.Next(4); i >= 0; i--)
            bytes[random.Next(random.Next(2) == 0 ? Math.Min(40, bytes.Length) : bytes.Length)] = (byte)random.Next(256);
        return random.Next(8) switch
        {
            0 => bytes[..random.Next(bytes.Length)],
            1 => [.. bytes, (byte)random.Next(256)],
            _ => bytes,
        };
    }
}
