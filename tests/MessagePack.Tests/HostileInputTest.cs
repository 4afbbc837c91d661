using FsCheck;
using FsCheck.Fluent;

namespace MessagePack.Tests;

public class HostileInputTest
{
    // One of everything.
    static readonly byte[] Everything = Pack.Bytes((ref writer) =>
    {
        writer.WriteArrayHeader(12);
        foreach (long number in new[] { 1, 200, 300, 70_000, 1L << 40, -1, -100, -300, -70_000 })
            writer.Write(number);
        writer.WriteMapHeader(2);
        writer.Write("name");
        writer.Write(1.5f);
        writer.Write(new string('y', 300));
        writer.Write(2.5);
        writer.Write(new byte[70]);
        writer.WriteArrayHeader(3);
        writer.Write(true);
        writer.WriteNil();
        // fixext 2, ext 8 and ext 16 with their type byte (5).
        writer.WriteRaw([0x93, 0xd5, 5, 1, 2, 0xc7, 1, 5, 9, 0xc8, 0, 2, 5, 1, 1]);
    });

    [Fact]
    public void Skip_TruncatedAtEveryByte_SaysShort()
    {
        Pack.Read(Everything, Skip);
        for (int length = 0; length < Everything.Length; length++)
        {
            byte[] cut = Everything[..length];
            Assert.Throws<EndOfStreamException>(() => Pack.Read(cut, Skip));
        }
    }

    [Theory]
    [InlineData("c1")]
    [InlineData("9301c100")]
    public void Skip_CodeThatDoesNotExist_IsWrongNotShort(string hex) =>
        Assert.Throws<MessagePackSerializationException>(() => Pack.Read(Convert.FromHexString(hex), Skip));

    [Theory]
    [InlineData(0x91)]
    [InlineData(0x81)]
    public void Skip_DeeplyNested_DoesNotOverflowTheStack(byte code)
    {
        byte[] nested = new byte[2_000_000];
        // A map of one pair: key 1, then the next map as its value.
        for (int i = 0; i < nested.Length - 2; i++)
            nested[i] = code == 0x91 || i % 2 == 0 ? code : (byte)1;
        nested[^2] = code == 0x91 ? code : (byte)0xc0;
        nested[^1] = 0xc0;
        if (code == 0x81)
        {
            // Even positions open a map, odd ones are its key; the last value is nil.
            nested = [.. nested[..^2], 0xc0];
        }
        var reader = new MessagePackReader(nested);
        reader.Skip();
        Assert.True(reader.End);
    }

    [Theory]
    [InlineData("ddffffffff", "array")]
    [InlineData("dd7fffffff01", "array")]
    [InlineData("dcffff00", "array")]
    [InlineData("dfffffffff", "map")]
    [InlineData("df7fffffff0101", "map")]
    [InlineData("82010101", "map")]
    [InlineData("dbffffffff", "string")]
    [InlineData("db7fffffff41", "string")]
    [InlineData("c6ffffffff", "bytes")]
    [InlineData("c67fffffff00", "bytes")]
    public void Read_HeaderThatLies_SaysShortAndAllocatesNothingForIt(string hex, string kind)
    {
        byte[] bytes = Convert.FromHexString(hex);
        Attempt(bytes, kind);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Attempt(bytes, kind);
        // The exception itself and no more.
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20_000);
    }

    [Fact]
    public void Skip_RandomBytes_ThrowsOnlyTheNamedExceptions() => Prop.ForAll<byte[]>(bytes =>
    {
        var reader = new MessagePackReader(bytes);
        try
        {
            while (!reader.End)
                reader.Skip();
        }
        catch (Exception e) when (e is MessagePackSerializationException || IsShort(e))
        {
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithReplay(1, 3));

    /// <summary>The official 2.5 says "out of range" instead where the length is 2^31 or more.</summary>
    static bool IsShort(Exception e) => e is EndOfStreamException or ArgumentOutOfRangeException;

    static long Skip(ref MessagePackReader reader)
    {
        reader.Skip();
        return reader.Consumed;
    }

    static void Attempt(byte[] bytes, string kind)
    {
        var reader = new MessagePackReader(bytes);
        try
        {
            _ = kind switch
            {
                "array" => reader.ReadArrayHeader(),
                "map" => reader.ReadMapHeader(),
                "string" => reader.ReadString()!.Length,
                _ => (int)reader.ReadBytes()!.Value.Length,
            };
        }
        catch (Exception e) when (IsShort(e))
        {
            return;
        }
        Assert.Fail($"{kind}: a length that the bytes do not hold was taken");
    }
}
