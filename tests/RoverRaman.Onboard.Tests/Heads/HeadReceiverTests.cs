using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>Uploads in pieces.</summary>
public sealed class HeadReceiverTests
{
    readonly HeadRig _rig = new();

    static byte[] Content(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    static byte[]? Send(HeadReceiver receiver, byte[] content, UploadBegin begin, IEnumerable<int> order)
    {
        byte[]? whole = null;
        foreach (var index in order)
        {
            var (chunk, message) = HeadRig.ChunkOf(content, begin, index);
            var found = receiver.Take(chunk, message).Content;
            whole ??= found;
        }
        return whole;
    }

    static int[] Shuffled(int count, int seed)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(seed).Shuffle(order);
        return order;
    }

    [Fact]
    public void Chunks_InAnyOrderAndTwice_GiveTheObject()
    {
        using var receiver = new HeadReceiver(_rig.Disk, _rig.Options);
        var content = Content(1007);
        var begin = HeadRig.BeginOf(content);
        Assert.Equal(HeadReason.None, receiver.Begin(begin).Reason);
        Assert.Equal(content, Send(receiver, content, begin, [.. Shuffled(30, 1), .. Shuffled(30, 2), .. Shuffled(51, 3)]));
        Assert.Equal(60, receiver.Duplicates);
    }

    [Fact]
    public void MissingRanges_AreReported_AndAfterARestartToo()
    {
        var content = Content(200);
        var begin = HeadRig.BeginOf(content);
        using (var receiver = new HeadReceiver(_rig.Disk, _rig.Options))
        {
            receiver.Begin(begin);
            Send(receiver, content, begin, [0, 1, 4, 8]);
            receiver.Begin(begin with { CommandId = 99 });
            Assert.Equal([new ChunkRange(2, 2), new(5, 3), new(9, 1)], receiver.Status(7).Missing);
        }
        _rig.Disk.Restart(PowerLoss.DropAll);
        using var again = new HeadReceiver(_rig.Disk, _rig.Options);
        Assert.Equal((UploadState.Incomplete, 4u, 10u), (again.Status(7).State, again.Status(7).Received, again.Status(7).Total));
        Assert.Equal(content, Send(again, content, begin, [9, 2, 3, 5, 6, 7]));
    }

    [Fact]
    public void UploadGoneOnWithByAnother_IsAnsweredToTheLastWhoAsked()
    {
        using var receiver = new HeadReceiver(_rig.Disk, _rig.Options);
        var content = Content(60);
        var begin = HeadRig.BeginOf(content);
        receiver.Begin(begin);
        Send(receiver, content, begin, [0, 1]);
        receiver.Begin(begin with { CommandId = 99 });
        var (chunk, message) = HeadRig.ChunkOf(content, begin, 2);
        Assert.Equal(99u, receiver.Take(chunk, message).CommandId);
    }

    [Fact]
    public void TwoUploadsAtOnce_AreKeptApart()
    {
        using var receiver = new HeadReceiver(_rig.Disk, _rig.Options);
        byte[] first = Content(300, 1), second = Content(500, 2);
        UploadBegin a = HeadRig.BeginOf(first, 1), b = HeadRig.BeginOf(second, 2);
        receiver.Begin(a);
        receiver.Begin(b);
        Assert.Null(Send(receiver, first, a, Enumerable.Range(0, 14)));
        Assert.Equal(second, Send(receiver, second, b, Enumerable.Range(0, 25)));
        Assert.Equal(first, Send(receiver, first, a, [14]));
    }

    // fprime #2458: a shorter file over a longer one left the old tail, and nobody noticed.
    [Fact]
    public void ShorterObjectOverALongerOne_OfTheSameNumber_IsExactlyItself()
    {
        using var receiver = new HeadReceiver(_rig.Disk, _rig.Options);
        byte[] longer = Content(1000, 1), shorter = Content(100, 2);
        receiver.Begin(HeadRig.BeginOf(longer));
        Send(receiver, longer, HeadRig.BeginOf(longer), Enumerable.Range(0, 49));
        receiver.Begin(HeadRig.BeginOf(shorter));
        Assert.Equal(shorter, Send(receiver, shorter, HeadRig.BeginOf(shorter), Enumerable.Range(0, 5)));
    }

    // fprime #5012: a bad checksum was only warned of, and the file announced as received.
    [Fact]
    public void WrongBytes_AreNeverHandedOn()
    {
        using var receiver = new HeadReceiver(_rig.Disk, _rig.Options);
        var content = Content(200);
        var begin = HeadRig.BeginOf(content);
        receiver.Begin(begin);
        byte[] wrong = [.. content];
        wrong[77] ^= 1;
        Assert.Null(Send(receiver, wrong, begin, Enumerable.Range(0, 10)));
        Assert.Equal((UploadState.Damaged, 0u), (receiver.Status(7).State, receiver.Status(7).Received));
        Assert.Equal(content, Send(receiver, content, begin, Enumerable.Range(0, 10)));
    }

    [Fact]
    public void TooLargeOrTooMany_AreRefusedBeforeAnythingIsStored()
    {
        using var receiver = new HeadReceiver(_rig.Disk, _rig.Options);
        var files = _rig.Disk.Files.Count();
        Assert.Equal((HeadReason)HeadRefusal.TooLarge, receiver.Begin(new UploadBegin(1, 1, uint.MaxValue, 4000, 0)).Reason);
        Assert.Equal((HeadReason)HeadRefusal.TooLarge, receiver.Begin(new UploadBegin(1, 1, 1 << 20, 4, 0)).Reason);
        Assert.Equal(files, _rig.Disk.Files.Count());
        for (ushort id = 1; id <= 4; id++)
            Assert.Equal(HeadReason.None, receiver.Begin(new UploadBegin(1, id, 100, 20, 0)).Reason);
        Assert.Equal(HeadReason.TooManyUploads, receiver.Begin(new UploadBegin(1, 5, 100, 20, 0)).Reason);
        Assert.True(receiver.Abort(2));
        Assert.Equal(HeadReason.None, receiver.Begin(new UploadBegin(1, 5, 100, 20, 0)).Reason);
    }

    [Fact]
    public void ChunksThatCannotBe_AreCounted()
    {
        using var receiver = new HeadReceiver(_rig.Disk, _rig.Options);
        var content = Content(100);
        receiver.Begin(HeadRig.BeginOf(content));
        var (chunk, message) = HeadRig.ChunkOf(content, HeadRig.BeginOf(content), 0);
        receiver.Take(chunk with { UploadId = 9 }, message);
        receiver.Take(chunk with { Index = 5 }, message);
        receiver.Take(chunk with { Data = message.AsMemory(0, 3) }, message);
        Assert.Equal((3, 0u), (receiver.Refused, receiver.Status(7).Received));
    }

    /// <summary>Chunks, begins, aborts, restarts with every kind of power loss, in any order: never a crash, never other bytes than those announced. ROVERRAMAN_FULL=1: a million.</summary>
    [Fact]
    public void AnySequenceOfMessages_NeverGivesOtherBytesThanAnnounced()
    {
        var rounds = Environment.GetEnvironmentVariable("ROVERRAMAN_FULL") == "1" ? 1_000_000 : 20_000;
        var random = new Random(11);
        byte[][] contents = [.. Enumerable.Range(0, 6).Select(i => Content(1 + i * 37, i))];
        var receiver = new HeadReceiver(_rig.Disk, _rig.Options);
        var complete = 0;
        for (var round = 0; round < rounds; round++)
        {
            var content = contents[random.Next(contents.Length)];
            var begin = HeadRig.BeginOf(content, (ushort)random.Next(6), (ushort)random.Next(4, 24));
            switch (random.Next(20))
            {
                case 0:
                    receiver.Begin(random.Next(4) == 0 ? begin with { Size = (uint)random.Next(1, 300) } : begin);
                    break;
                case 1 when random.Next(4) == 0:
                    receiver.Abort(begin.UploadId);
                    break;
                case 2 when random.Next(10) == 0:
                    receiver.Dispose();
                    _rig.Disk.Restart((PowerLoss)random.Next(4));
                    receiver = new HeadReceiver(_rig.Disk, _rig.Options);
                    break;
                default:
                    var (chunk, message) = HeadRig.ChunkOf(content, begin, random.Next((content.Length + begin.ChunkSize - 1) / begin.ChunkSize));
                    if (random.Next(50) == 0)
                        message[random.Next(message.Length)] ^= (byte)(1 << random.Next(8));
                    try
                    {
                        chunk = UploadCodec.ReadChunk(message);
                    }
                    catch (WireFormatException)
                    {
                        break;
                    }
                    if (receiver.Take(chunk, message).Content is { } whole)
                    {
                        complete++;
                        Assert.Contains(contents, c => c.AsSpan().SequenceEqual(whole));
                        receiver.Done(chunk.UploadId);
                    }
                    break;
            }
        }
        receiver.Dispose();
        Assert.True(complete > rounds / 500, $"only {complete} uploads came to their end");
    }
}
