using FsCheck;
using FsCheck.Fluent;
using RoverRaman.Emulator;
using RoverRaman.Instruments.Obp;

namespace RoverRaman.Instruments.Tests;

public class ObpFrameReaderTests
{
    static readonly byte[][] Frames =
    [
        VirtualSts.Encode(new ObpMessage { Type = ObpMessageType.GetSerialNumber, Regarding = 1, Data = "STS00123"u8 }),
        VirtualSts.Encode(new ObpMessage { Type = ObpMessageType.GetRawSpectrum, Regarding = 2, Data = Pixels(300) }),
        VirtualSts.Encode(new ObpMessage { Type = ObpMessageType.GetTemperature, Regarding = 3, Checksum = ObpChecksum.Md5, Data = [1, 2, 3, 4] }),
        VirtualSts.Encode(new ObpMessage { Type = ObpMessageType.GetRawSpectrum, Regarding = 4, Checksum = ObpChecksum.Md5, Data = Pixels(100) }),
        VirtualSts.Encode(new ObpMessage { Type = ObpMessageType.GetBaud, Regarding = 5, Data = [0, 0x96, 0, 0] }),
        VirtualSts.Encode(new ObpMessage { Type = ObpMessageType.GetBaud, Regarding = 6, Data = [0, 0x96, 0, 0] }),
    ];

    static byte[] Stream => [.. Frames.SelectMany(frame => frame)];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void TryRead_StreamInPieces_FindsEveryFrame(int piece)
    {
        var reader = new ObpFrameReader(maximumPayload: 2048);
        Assert.Equal(Frames, Read(reader, Stream, piece));
        Assert.Equal(Frames.Length, reader.Frames);
        Assert.Equal((0, 0, 0), (reader.BytesSkipped, reader.BadFrames, reader.Pending));
    }

    [Fact]
    public void TryRead_ByteChangedAnywhere_FindsEveryOtherFrame() => DamageEverywhere((stream, at) =>
    {
        stream[at] ^= 0xFF;
        return stream;
    }, touchesNothingAtBoundary: false);

    [Fact]
    public void TryRead_BitChangedAnywhere_FindsEveryOtherFrame() => DamageEverywhere((stream, at) =>
    {
        stream[at] ^= 0x10;
        return stream;
    }, touchesNothingAtBoundary: false);

    [Fact]
    public void TryRead_ByteLostAnywhere_FindsEveryOtherFrame() =>
        DamageEverywhere((stream, at) => [.. stream[..at], .. stream[(at + 1)..]], touchesNothingAtBoundary: false);

    [Fact]
    public void TryRead_StartBytesInsertedAnywhere_FindsEveryOtherFrame() =>
        DamageEverywhere((stream, at) => [.. stream[..at], 0xC1, 0xC0, 0x00, 0x11, .. stream[at..]], touchesNothingAtBoundary: true);

    [Fact]
    public void TryRead_RestOfFrameCutAnywhere_FindsEveryOtherFrame() =>
        DamageEverywhere((stream, at) => [.. stream[..at], .. stream[EndOf(FrameAt(at))..]], touchesNothingAtBoundary: false);

    [Fact]
    public void TryRead_BeginOfStreamCutAnywhere_FindsTheWholeFramesLeft()
    {
        for (var at = 0; at <= Stream.Length; at++)
        {
            var first = Enumerable.Range(0, Frames.Length).FirstOrDefault(i => StartOf(i) >= at, Frames.Length);
            Assert.Equal(Frames[first..], Read(new ObpFrameReader(2048), Stream[at..], 64));
        }
    }

    [Fact]
    public void TryRead_AnyBytes_NeverThrowsAndFindsTheFrameBehindThem()
    {
        var start = Gen.Choose(0, 255).Select(value => (byte)value);
        // Bytes that make plausible headers turn up far more often than chance would have them.
        var telling = Gen.Elements<byte>(0xC1, 0xC0, 0x00, 0x11, 0x10, 0xC5, 0x14);
        var garbage = Gen.OneOf(start, telling, telling).ArrayOf().Resize(300);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20260101UL, 7UL), Prop.ForAll(garbage.ToArbitrary(), bytes =>
        {
            var reader = new ObpFrameReader(maximumPayload: 2048);
            var found = Read(reader, [.. bytes, .. Frames[1]], piece: 50);
            return found.Count > 0 && found[^1].SequenceEqual(Frames[1]) && reader.BytesSkipped == bytes.Length;
        }));
    }

    [Fact]
    public void FreeSpace_HostileStreamThatNeverEnds_StaysBounded()
    {
        var reader = new ObpFrameReader(maximumPayload: 128);
        byte[] header = [0xC1, 0xC0, 0x00, 0x11, .. new byte[36], 20 + 128, 0, 0, 0];
        var capacity = reader.FreeSpace.Length;
        for (var i = 0; i < 10_000; i++)
        {
            Assert.InRange(reader.FreeSpace.Length, 1, capacity);
            var part = header.AsSpan(0, Math.Min(header.Length, reader.FreeSpace.Length));
            part.CopyTo(reader.FreeSpace);
            reader.Commit(part.Length);
            while (reader.TryRead(out _))
            {
            }
        }
        Assert.Equal(0, reader.Frames);
        Assert.InRange(reader.BadFrames, 1, 10_000);
    }

    static void DamageEverywhere(Func<byte[], int, byte[]> damage, bool touchesNothingAtBoundary)
    {
        for (var at = 0; at < Stream.Length; at++)
        {
            var hit = FrameAt(at);
            var spared = touchesNothingAtBoundary && at == StartOf(hit);
            var expected = Frames.Where((_, i) => i != hit || spared).ToList();
            var found = Read(new ObpFrameReader(2048), damage(Stream, at), piece: 64);
            // A change inside unprotected data leaves a valid frame with other data: it may stand among the expected ones.
            var missing = expected.Where(frame => !found.Any(frame.SequenceEqual)).ToList();
            Assert.True(missing.Count == 0 && found.Count <= Frames.Length, $"damage at byte {at} (frame {hit}): {found.Count} found, {missing.Count} missing");
        }
    }

    static List<byte[]> Read(ObpFrameReader reader, byte[] stream, int piece)
    {
        var found = new List<byte[]>();
        for (var at = 0; at < stream.Length;)
        {
            var part = stream.AsSpan(at, Math.Min(piece, Math.Min(stream.Length - at, reader.FreeSpace.Length)));
            part.CopyTo(reader.FreeSpace);
            reader.Commit(part.Length);
            at += part.Length;
            Collect(reader, found);
        }
        while (reader.GiveUpCandidate())
            Collect(reader, found);
        return found;
    }

    static void Collect(ObpFrameReader reader, List<byte[]> found)
    {
        while (reader.TryRead(out var message))
            found.Add(VirtualSts.Encode(message));
    }

    static int FrameAt(int at) => Enumerable.Range(0, Frames.Length).First(i => at < EndOf(i));

    static int StartOf(int frame) => Frames.Take(frame).Sum(bytes => bytes.Length);

    static int EndOf(int frame) => StartOf(frame) + Frames[frame].Length;

    static byte[] Pixels(int count)
    {
        var bytes = new byte[count * 2];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
