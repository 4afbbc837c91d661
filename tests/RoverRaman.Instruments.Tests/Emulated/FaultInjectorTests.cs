using RoverRaman.Emulator;
using RoverRaman.Instruments.Obp;

namespace RoverRaman.Instruments.Tests;

/// <summary>What each kind of fault does to the bytes, and that a seed fixes all of it.</summary>
public sealed class FaultInjectorTests
{
    static readonly byte[] Clean = [.. Enumerable.Range(1, 200).Select(i => (byte)i)];

    [Theory]
    [InlineData(FaultKind.DropByte, 199)]
    [InlineData(FaultKind.DuplicateByte, 201)]
    [InlineData(FaultKind.InsertByte, 201)]
    [InlineData(FaultKind.CorruptByte, 200)]
    [InlineData(FaultKind.WrongBaud, 200)]
    [InlineData(FaultKind.Silence, 0)]
    public void Apply_Kind_ChangesTheLengthAsItShould(FaultKind kind, int length)
    {
        var spoilt = Spoil(new FaultRule { What = kind, Every = 1 });
        Assert.Equal(length, spoilt.Bytes.Length);
        Assert.NotEqual(Clean, spoilt.Bytes);
        Assert.Equal(kind, spoilt.Played!.Fault);
    }

    [Fact]
    public void Apply_Place_SaysWhichByte()
    {
        Assert.Equal(Clean[1..], Spoil(new FaultRule { What = FaultKind.DropByte, Every = 1, Place = 0 }).Bytes);
        Assert.Equal(Clean[..^1], Spoil(new FaultRule { What = FaultKind.DropByte, Every = 1, Place = 1 }).Bytes);
        Assert.Equal([.. Clean, Clean[^1]], Spoil(new FaultRule { What = FaultKind.DuplicateByte, Every = 1, Place = 1 }).Bytes);
    }

    [Fact]
    public void Apply_LineFaults_AreLeftToTheLine()
    {
        Assert.True(Spoil(new FaultRule { What = FaultKind.HangUp, Every = 1, Milliseconds = 5 }) is { HangUp: true, Deaf.TotalMilliseconds: 5, Bytes.Length: < 200 });
        Assert.True(Spoil(new FaultRule { What = FaultKind.Late, Every = 1, Milliseconds = 7 }) is { Delay.TotalMilliseconds: 7, Bytes.Length: 200 });
        Assert.True(Spoil(new FaultRule { What = FaultKind.Joined, Every = 1 }).Held);
    }

    [Fact]
    public void Apply_HowOften_IsKept()
    {
        Assert.Equal([3, 6, 9], Hits(new FaultRule { What = FaultKind.DropByte, Every = 3 }));
        Assert.Equal([6, 9], Hits(new FaultRule { What = FaultKind.DropByte, Every = 3, After = 3 }));
        Assert.Equal([3], Hits(new FaultRule { What = FaultKind.DropByte, Every = 3, Times = 1 }));
        Assert.Equal([2, 7], Hits(new FaultRule { What = FaultKind.DropByte, At = [2, 7] }));
        Assert.InRange(Hits(new FaultRule { What = FaultKind.DropByte, Chance = 0.3 }, 1000).Count, 250, 350);
    }

    [Fact]
    public void Nack_Each_GoesThroughEveryErrorNumberOfTheProtocol()
    {
        var errors = new List<int?>();
        var injector = new FaultInjector(new FaultScript([new FaultRule { What = FaultKind.Nack, When = "answer", Every = 1 }]), 1) { OnInjected = fault => errors.Add(fault.Error) };
        var sts = VirtualInstrument.NewSts();
        foreach (var _ in sts.Errors)
        {
            var clean = Assert.Single(sts.Receive(VirtualObp.Encode(new ObpMessage { Type = ObpMessageType.GetSerialNumber, Data = [] })));
            var refused = injector.Apply(clean);
            Assert.Equal(DecodeResult.Message, ObpMessage.Decode(refused.Bytes, 100, out var message, out var length));
            Assert.Equal(errors[^1], (int)message.Error);
            // "The answer comes later": and it does.
            Assert.Equal(message.Error == ObpError.Deferred ? length + clean.Bytes.Length : length, refused.Bytes.Length);
        }
        Assert.Equal(sts.Errors.Select(error => (int?)error), errors);
    }

    [Fact]
    public void Run_SameSeed_SameBytes_OtherSeed_OtherBytes()
    {
        Assert.Equal(Play(5), Play(5));
        Assert.NotEqual(Play(5), Play(6));
    }

    // A whole run with noise, cosmic rays and faults of every kind, as the bytes that would leave.
    static string Play(int seed)
    {
        var detector = new DetectorOptions { Seed = seed, Noise = 8, CosmicRays = 0.5, Fluorescence = 0.4, DarkDoubling = 7 };
        var sts = new VirtualSts(new Detector(detector), new SpectrumPlayer(Playlist.BuiltIn(), seed));
        var log = new List<InjectedFault>();
        var injector = new FaultInjector(new FaultScript([.. Enum.GetValues<FaultKind>()
            .Where(kind => kind is not (FaultKind.None or FaultKind.BaudHalfDone))
            .Select(kind => new FaultRule { What = kind, Chance = 0.1, When = "any", Milliseconds = 1 })]), seed)
        { OnInjected = log.Add };
        byte[] request = [
            .. Request(ObpMessageType.SetIntegrationTime, [100, 0, 0, 0]), .. Request(ObpMessageType.SetLampEnable, [1]),
            .. Enumerable.Range(0, 60).SelectMany(_ => Request(ObpMessageType.GetRawSpectrum, []))];
        using var bytes = new MemoryStream();
        foreach (var clean in sts.Receive(request))
            bytes.Write(injector.Apply(clean).Bytes);
        Assert.True(log.Count > 20);
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes.ToArray())) + string.Join('\n', log);
    }

    static byte[] Request(ObpMessageType type, byte[] data) => VirtualObp.Encode(new ObpMessage { Type = type, Flags = ObpFlags.AckRequested, Data = data });

    static VirtualReply Spoil(FaultRule rule) => new FaultInjector(new FaultScript([rule]), 1).Apply(Reply(0));

    static List<long> Hits(FaultRule rule, int count = 10)
    {
        var hits = new List<long>();
        var injector = new FaultInjector(new FaultScript([rule]), 1) { OnInjected = fault => hits.Add(fault.Spectrum!.Value + 1) };
        for (var i = 0; i < count; i++)
            injector.Apply(Reply(i));
        return hits;
    }

    static VirtualReply Reply(long index) =>
        new([.. Clean], TimeSpan.Zero, new PlayedSpectrum(index, new PlayableSpectrum("m", "s", 200, 1, [1, 1]))) { Kind = ReplyKind.Spectrum };
}
