using RoverRaman.TestSupport;

namespace RoverRaman.Instruments.Tests.Protocols;

/// <summary>One changed byte, every place, is never another spectrum unless the protocol cannot know (<see cref="BlindSpot"/>), and the next good frame is read.</summary>
public class CorruptionTests
{
    public static IEnumerable<TheoryDataRow<string>> Readers() => ReaderCase.All.Select(one => new TheoryDataRow<string>(one.Name));

    [Theory, MemberData(nameof(Readers))]
    public void TryRead_AnyByteChanged_IsNoticedUnlessTheProtocolCannotKnow(string name)
    {
        var one = ReaderCase.All.Single(found => found.Name == name);
        var reader = one.NewReader();
        var spot = BlindSpot.Of(name);
        var unnoticed = 0;
        _ = Corruption.Sweep(one.Frame, (damaged, at, thenGood) =>
        {
            Put(reader, damaged);
            var read = reader.TryRead();
            if (read && !reader.Counts.SequenceEqual(one.Counts))
            {
                unnoticed++;
                if (spot?.Covers(one.Frame, at, damaged[at]) != true)
                    Assert.Fail($"byte {at} changed from {one.Frame[at]:X2} to {damaged[at]:X2} gave other pixels unnoticed");
            }
            while (!read && reader.GiveUpCandidate())
                if (reader.TryRead())
                    Assert.Fail($"a rest of the frame with byte {at} changed to {damaged[at]:X2} was taken for a spectrum");
            reader.DropAll(); // what a driver does before it asks again
            if (!thenGood)
                return;
            Put(reader, one.Frame);
            if (!reader.TryRead() || !reader.Counts.SequenceEqual(one.Counts))
                Assert.Fail($"the frame behind byte {at} changed to {damaged[at]:X2} was not read");
        });
        Assert.Equal(spot is not null, unnoticed > 0);
    }

    [Fact]
    public void ProtocolPage_NamesEveryBlindSpotInTheSameWords()
    {
        var page = File.ReadAllText(Path.Combine(TestPaths.Repository, "firmware-bridge", "protocol.md"));
        Assert.All(BlindSpot.All, spot => Assert.Contains($"| {spot.Case} | {spot.What} |", page, StringComparison.Ordinal));
    }

    static void Put(SpectrumReader reader, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(reader.FreeSpace);
        reader.Commit(bytes.Length);
    }
}
