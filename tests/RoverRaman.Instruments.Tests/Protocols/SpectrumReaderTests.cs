using RoverRaman.TestSupport;

namespace RoverRaman.Instruments.Tests.Protocols;

/// <summary>What every reader promises: whole spectra are read however the bytes come, damage is left behind, nothing is allocated.</summary>
public class SpectrumReaderTests
{
    public static IEnumerable<TheoryDataRow<string>> Names() => ReaderCase.All.Select(one => new TheoryDataRow<string>(one.Name));

    [Theory, MemberData(nameof(Names))]
    public void TryRead_OneByteAtATime_ReadsTheSpectrumAtItsLastByte(string name)
    {
        var (reader, one) = Make(name);
        for (var i = 0; i < one.Frame.Length; i++)
        {
            Assert.False(reader.TryRead(), $"read a spectrum after {i} of {one.Frame.Length} bytes");
            Put(reader, one.Frame.AsSpan(i, 1));
        }
        Assert.True(reader.TryRead());
        Assert.Equal(one.Counts, reader.Counts.ToArray());
        Assert.Equal((1, 0, 0), (reader.Frames, reader.BadFrames, reader.Pending));
    }

    [Theory, MemberData(nameof(Names))]
    public void TryRead_TruncatedAnywhere_IsNoSpectrumAndTheNextOneIsRead(string name)
    {
        var (reader, one) = Make(name);
        foreach (var length in Places(one.Frame.Length))
        {
            Put(reader, one.Frame.AsSpan(0, length));
            Assert.False(reader.TryRead(), $"{length} of {one.Frame.Length} bytes were taken for a spectrum");
            while (reader.GiveUpCandidate())
                Assert.False(reader.TryRead(), $"the rest of {length} bytes was taken for a spectrum");
            reader.DropAll(); // what a driver does before it asks again
            Put(reader, one.Frame);
            Assert.True(reader.TryRead(), $"the spectrum behind {length} bytes was not read");
            Assert.Equal(one.Counts, reader.Counts.ToArray());
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void TryRead_Noise_KeepsMemoryBoundedAndTheNextSpectrumIsRead(string name)
    {
        var (reader, one) = Make(name);
        var random = new Random(2);
        var noise = new byte[64];
        for (var i = 0; i < 2000; i++)
        {
            random.NextBytes(noise);
            Put(reader, noise);
            while (reader.TryRead())
                Assert.False(one.Guarded, "noise was taken for a spectrum");
        }
        reader.DropAll();
        Put(reader, one.Frame);
        Assert.True(reader.TryRead());
        Assert.Equal(one.Counts, reader.Counts.ToArray());
    }

    [Theory, MemberData(nameof(Names))]
    public void TryRead_SteadyState_AllocatesNothing(string name)
    {
        var (reader, one) = Make(name);
        Feed();
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 20; i++)
                Feed();
        }));

        void Feed()
        {
            for (var at = 0; at < one.Frame.Length; at += 100)
            {
                Put(reader, one.Frame.AsSpan(at, Math.Min(100, one.Frame.Length - at)));
                _ = reader.TryRead();
            }
        }
    }

    // Every place near the ends, and a spread of the many in between: each costs a pass over the frame.
    static IEnumerable<int> Places(int length) =>
        Enumerable.Range(0, length).Where(at => at < 30 || at > length - 20 || at % 211 == 0);

    static (SpectrumReader Reader, ReaderCase Case) Make(string name)
    {
        var one = ReaderCase.All.Single(found => found.Name == name);
        return (one.NewReader(), one);
    }

    static void Put(SpectrumReader reader, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(reader.FreeSpace);
        reader.Commit(bytes.Length);
    }
}
