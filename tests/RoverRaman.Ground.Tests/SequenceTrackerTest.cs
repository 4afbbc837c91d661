using FsCheck;
using FsCheck.Fluent;

namespace RoverRaman.Ground.Tests;

[Collection(nameof(SoakTest))] // alone, too: it looks at the memory of the whole process
public class SequenceTrackerTest
{
    readonly SequenceTracker _tracker = new();

    // "boot.sequence" or "boot.sequence=content", in order of arrival; gives "arrival:gap" of the last one.
    string After(string arrivals)
    {
        string result = "";
        foreach (string[] parts in arrivals.Split(' ').Select(text => text.Split('.', '=')))
        {
            var arrival = _tracker.Mark(ushort.Parse(parts[0]), uint.Parse(parts[1]), parts.Length > 2 ? uint.Parse(parts[2]) : 0, out long gap);
            result = $"{arrival}:{gap}";
        }
        return result;
    }

    [Theory]
    [InlineData("1.5", "New:0", 0)]
    [InlineData("1.5 1.6 1.7", "New:0", 0)]
    [InlineData("1.5 1.9", "New:3", 3)]
    [InlineData("1.5 1.9 1.7", "Late:0", 2)]
    [InlineData("1.5 1.9 1.7 1.7", "Duplicate:0", 2)]
    [InlineData("1.5 1.5", "Duplicate:0", 0)]
    [InlineData("1.5 1.3", "Late:0", 0)]
    [InlineData("1.5 2.6", "New:0", 0)]
    [InlineData("1.5 2.9", "New:3", 3)]
    [InlineData("1.5 2.9 1.7", "Late:0", 2)]
    [InlineData("1.5 2.9 1.7 1.7", "Duplicate:0", 2)]
    [InlineData("2.9 1.5", "New:0", 0)]
    [InlineData("1.5 2.1", "New:0", 0)]
    [InlineData("1.5=1 1.5=2", "Restart:0", 0)]
    [InlineData("1.5 1.7 1.5=2 1.6", "New:0", 1)]
    [InlineData("1.100000 1.1", "Restart:0", 0)]
    [InlineData("1.0 1.4294967295", "New:4294967294", 4_294_967_294)]
    public void Mark_Arrivals_AreToldApart(string arrivals, string last, long missing)
    {
        Assert.Equal(last, After(arrivals));
        Assert.Equal(missing, _tracker.Missing);
    }

    [Fact]
    public void Mark_AnyOrderWithLossesAndDuplicates_CountsWhatIsMissing() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        uint[] sent = [.. Enumerable.Range(1, 200).Select(i => (uint)i).Where(i => i is 1 or 200 || random.Next(4) > 0)];
        // Up to ten places out of order, some twice; the first stays first, as nothing before it can be missed.
        var received = sent.SelectMany(i => random.Next(5) == 0 ? new[] { i, i } : [i]).OrderBy(i => i == 1 ? -1 : i + random.Next(10)).ToArray();
        var tracker = new SequenceTracker();
        int duplicates = received.Count(i => tracker.Mark(1, i, i, out _) == Arrival.Duplicate);
        Assert.Equal(200 - sent.Length, tracker.Missing);
        Assert.Equal(received.Length - sent.Length, duplicates);
    }).Check(Config.QuickThrowOnFailure.WithReplay(3, 5));

    [Fact]
    public void Mark_EveryBootCount_StaysInBoundedMemory()
    {
        long before = GC.GetTotalMemory(true);
        for (int boot = 0; boot <= ushort.MaxValue; boot += 16)
            _ = _tracker.Mark((ushort)boot, (uint)boot, 0, out _);
        Assert.True(GC.GetTotalMemory(true) - before < 4_000_000);
        Assert.Equal(4095 * 15, _tracker.Missing);
    }
}
