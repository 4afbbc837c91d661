namespace RoverRaman.Wire.Tests;

/// <summary>Envelopes, fragments and words: vectors of the standards, hostile bytes.</summary>
public class LinkTest
{
    [Fact]
    public void PusCommand_Vector_IsThatOfTheStandard()
    {
        // TC[17,1], APID 0x73, count 1, all four reports: ECSS-E-ST-70-41C layout, CRC-16/CCITT-FALSE.
        byte[] packet = new byte[13];
        new SpacePacketHeader(true, true, 0x73, SpacePacketSegment.Unsegmented, 0x19, 7).Write(packet);
        new PusHeader(17, 1).WriteCommand(packet.AsSpan(6));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(11), Crc16.Compute(packet.AsSpan(0, 11)));
        Assert.Equal("1873c01900062f1101000073ab"[..22], Bytes.Hex(packet.AsSpan(0, 11)));
        Assert.Equal("73ab", Bytes.Hex(packet.AsSpan(11)));
    }

    [Fact]
    public void PusTelemetry_OverheadIs22Bytes_AndTheTimeComesBack()
    {
        byte[] header = new byte[PusHeader.TelemetrySize];
        new PusHeader(3, 25).WriteTelemetry(header, 5, 1_795_000_000_123);
        Assert.Equal(1_795_000_000_123, PusHeader.ReadTime(header));
        Assert.Equal(new PusHeader(3, 25), PusHeader.Read(header, isCommand: false));
        Assert.Equal(100 - 22, LinkFramer.MaxUnit(LinkEnvelope.Pus, 100));
    }

    [Theory]
    [InlineData(LinkEnvelope.None)]
    [InlineData(LinkEnvelope.Cobs)]
    [InlineData(LinkEnvelope.SpacePacket)]
    [InlineData(LinkEnvelope.Pus)]
    public void Envelope_LargestUnit_FitsAndComesBack(LinkEnvelope envelope)
    {
        foreach (int mtu in new[] { 32, 256, 340, 1500, 65_000 })
        {
            byte[] unit = [.. Enumerable.Range(0, LinkFramer.MaxUnit(envelope, mtu)).Select(i => (byte)(i % 251 + 1))];
            byte[] frame = new byte[LinkFramer.MaxFrame];
            int length = new LinkFramer(envelope).Write(unit, ProductKind.Near, SpacePacketSegment.Unsegmented, 0, frame);
            Assert.InRange(length, unit.Length, mtu);
            var back = new List<byte[]>();
            new LinkUnframer(envelope).ReadDatagram(frame.AsSpan(0, length), read => back.Add(read.ToArray()));
            Assert.Equal(unit, Assert.Single(back));
        }
    }

    [Fact]
    public void SpacePackets_SequenceCountWrapsAt16383_OnePerApid()
    {
        var framer = new LinkFramer(LinkEnvelope.SpacePacket);
        byte[] frame = new byte[64];
        SpacePacketHeader Next(ProductKind kind)
        {
            framer.Write([1, 2], kind, SpacePacketSegment.Unsegmented, 0, frame);
            return SpacePacketHeader.Read(frame);
        }
        for (int i = 0; i < 16_383; i++)
            Next(ProductKind.Tiny);
        Assert.Equal(16_383, Next(ProductKind.Tiny).SequenceCount);
        Assert.Equal(0, Next(ProductKind.Tiny).SequenceCount);
        Assert.Equal((0, 0x102), (Next(ProductKind.Standard).SequenceCount, Next(ProductKind.Standard).Apid));
    }

    [Fact]
    public void SpacePackets_InAStreamWithGarbage_AllGoodOnesAreFound()
    {
        var random = new Random(5);
        var stream = new List<byte>();
        var framer = new LinkFramer(LinkEnvelope.SpacePacket);
        byte[] frame = new byte[64];
        for (int i = 0; i < 50; i++)
        {
            for (int garbage = random.Next(12); garbage > 0; garbage--)
                stream.Add((byte)random.Next(256));
            int length = framer.Write([(byte)i, 2, 3], ProductKind.Tiny, SpacePacketSegment.Unsegmented, 0, frame);
            stream.AddRange(frame.AsSpan(0, length));
        }
        var found = new List<byte>();
        var unframer = new LinkUnframer(LinkEnvelope.SpacePacket);
        foreach (byte[] piece in stream.Chunk(7))
            unframer.Read(piece, unit => found.Add(unit.Span[0]));
        unframer.ReadDatagram([], unit => found.Add(unit.Span[0]));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (byte)i), found.Where(i => i < 50).Distinct());
        Assert.True(unframer.BytesSkipped > 0);
    }

    [Fact]
    public void Fragments_OfAnyUnit_AddUpToTheProduct()
    {
        foreach (int unit in new[] { 17, 24, 64, 300 })
            foreach (int size in new[] { 1, 100, 2000, 40_000 })
            {
                int count = LinkFragment.CountFor(size, 70_000, unit);
                int room = unit - LinkFragment.HeaderSize(70_000, count);
                Assert.True(count * room >= size && (count - 1) * room < size, $"{size} in {unit}: {count} of {room}");
                byte[] bytes = new byte[unit];
                int header = new LinkFragment(new(ProductKind.Near, 70_000), (ushort)(count - 1), (ushort)count).Write(bytes);
                Assert.Equal(LinkFragment.HeaderSize(70_000, count), header);
                var back = LinkFragment.Read(bytes, out var data);
                Assert.Equal((count - 1, count, unit - header), (back.Index, back.Count, data.Length));
            }
        Assert.Equal(0, LinkFragment.CountFor(100, 70_000, 5));
        Assert.Throws<WireFormatException>(() => LinkFragment.Read([2, 7, 1, 5, 5, 1], out _)); // index = count
        Assert.Throws<WireFormatException>(() => LinkFragment.Read([2, 7], out _));
    }

    [Fact]
    public void Words_OfMixedProducts_AreNotTakenForOne()
    {
        ushort[] one = new ushort[BitLink.Words], two = new ushort[BitLink.Words];
        BitLink.Split(0x2_1234_5678, one);
        BitLink.Split(0x1_8765_4321, two);
        Assert.All(one.Concat(two), word => Assert.True(word < 1 << BitLink.WordBits));
        var reader = new BitLinkReader();
        foreach (ushort word in (ushort[])[one[0], one[1], one[2], two[3]])
            Assert.False(reader.TryRead(word, out _));
        foreach (ushort word in one[..3])
            Assert.False(reader.TryRead(word, out _));
        Assert.True(reader.TryRead(one[3], out ulong product));
        Assert.Equal((0x2_1234_5678ul, 4), (product, reader.WordsLost));
    }

    [Fact]
    public void Readers_RandomBytes_NeverThrowAnythingElse()
    {
        var random = new Random(11);
        foreach (var envelope in Enum.GetValues<LinkEnvelope>())
        {
            var unframer = new LinkUnframer(envelope);
            for (int i = 0; i < 300; i++)
            {
                byte[] bytes = new byte[random.Next(200)];
                random.NextBytes(bytes);
                if (bytes.Length > 0 && i % 3 == 0)
                    bytes[0] = (byte)random.Next(1, 5);
                unframer.ReadDatagram(bytes, unit => Try(() => ProductUnit.KeyOf(unit)));
                Try(() => LinkFragment.Read(bytes, out _));
                Try(() => LinkReportCodec.Read(bytes));
                Try(() => LinkCommandCodec.Read(bytes));
            }
        }
    }

    static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (WireFormatException) { }
    }
}
