namespace RoverRaman.Wire.Tests;

public class JournalTest
{
    static byte[] Journal(params byte[][] payloads)
    {
        using var file = new MemoryStream();
        byte[] header = new byte[JournalFormat.HeaderSize];
        JournalFormat.WriteHeader(header);
        file.Write(header);
        foreach (byte[] payload in payloads)
        {
            byte[] record = new byte[payload.Length + JournalFormat.RecordOverhead];
            Assert.Equal(record.Length, JournalFormat.WriteRecord(record, payload));
            file.Write(record);
        }
        return file.ToArray();
    }

    static byte[] Message(int number, int size = 20) => [0x92, (byte)(1 + number), .. Enumerable.Repeat((byte)number, size)];

    static (List<byte[]> Records, JournalReader Reader) Read(byte[] file)
    {
        var reader = new JournalReader(file);
        var records = new List<byte[]>();
        while (reader.TryRead(out var record))
            records.Add(record.ToArray());
        Assert.False(reader.TryRead(out _));
        return (records, reader);
    }

    [Fact]
    public void TryRead_WholeJournal_GivesEveryRecord()
    {
        byte[][] messages = [Message(1), Message(2, 300), Message(3, 65_000 - 2)];
        byte[] file = Journal(messages);
        var (records, reader) = Read(file);
        Assert.Equal(messages, records);
        Assert.Equal((3L, 0L, 0, file.Length, true), (reader.Records, reader.DamagedRegions, reader.TornBytes, reader.GoodLength, reader.IsHeaderIntact));
    }

    [Fact]
    public void TryRead_CutAtEveryByte_GivesTheWholeRecordsAndReportsTheTornTail()
    {
        byte[][] messages = [Message(1), Message(2), Message(3)];
        byte[] file = Journal(messages);
        int record = Message(1).Length + JournalFormat.RecordOverhead;
        for (int length = 0; length <= file.Length; length++)
        {
            var (records, reader) = Read(file[..length]);
            int whole = length < JournalFormat.HeaderSize ? 0 : (length - JournalFormat.HeaderSize) / record;
            Assert.Equal(messages[..whole], records);
            Assert.Equal(0, reader.DamagedRegions);
            Assert.Equal(length - reader.GoodLength, reader.TornBytes);
            Assert.Equal(length < JournalFormat.HeaderSize ? 0 : JournalFormat.HeaderSize + whole * record, reader.GoodLength);
        }
    }

    [Fact]
    public void TryRead_EverySingleBitFlip_LosesOneRecordAtMostAndSaysSo()
    {
        byte[][] messages = [Message(1), Message(2), Message(3)];
        byte[] file = Journal(messages);
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            byte[] damaged = [.. file];
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            if (bit / 8 is 8 or 9)
                continue; // the version; tested below
            var (records, reader) = Read(damaged);
            Assert.All(records, record => Assert.Contains(record, messages));
            Assert.Equal(bit / 8 < JournalFormat.HeaderSize ? 3 : 2, records.Count);
            Assert.True(reader.DamagedRegions + reader.TornBytes > 0);
            Assert.Equal(file.Length, reader.GoodLength + reader.TornBytes);
        }
    }

    [Fact]
    public void TryRead_ZeroFilledTail_IsTorn()
    {
        // What a file system leaves of blocks that were allocated and not written when the power went.
        byte[] file = [.. Journal(Message(1)), .. new byte[4096]];
        var (records, reader) = Read(file);
        Assert.Single(records);
        Assert.Equal(4096, reader.TornBytes);
    }

    [Fact]
    public void Constructor_NewerVersion_IsNamed()
    {
        byte[] file = Journal();
        file[8] = 2;
        BitConverter.TryWriteBytes(file.AsSpan(12), Crc32C.Compute(file.AsSpan(0, 12)));
        Assert.Contains("expected version 1, found 2", Assert.Throws<WireFormatException>(() => new JournalReader(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WriteRecord_NoMessageOrTooLarge_IsRefused()
    {
        byte[] room = new byte[70_000];
        Assert.Throws<ArgumentException>(() => JournalFormat.WriteRecord(room, []));
        Assert.Throws<ArgumentException>(() => JournalFormat.WriteRecord(room, "text"u8));
        Assert.Throws<ArgumentException>(() => JournalFormat.WriteRecord(room, Message(1, JournalFormat.MaxPayload)));
    }

    [Fact]
    public void TryRead_BytesThatPoseAsLongRecords_EndsInBoundedWork()
    {
        // At every sixth offset a length of 64,000 and the first bytes of a message.
        byte[] file = new byte[3_000_000];
        for (int i = 0; i + 6 <= file.Length; i += 6)
            new byte[] { 0x00, 0xfa, 0x00, 0x00, 0x92, 0x03 }.CopyTo(file, i);
        // The price of the bound: behind so much pretence a good record is given up, and reported as torn.
        file = [.. file, .. Journal(Message(1))[JournalFormat.HeaderSize..]];
        var (records, reader) = Read(file);
        Assert.Empty(records);
        Assert.Equal(file.Length, reader.TornBytes);
    }
}
