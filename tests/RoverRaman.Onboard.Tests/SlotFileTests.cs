using RoverRaman.TestSupport;

namespace RoverRaman.Onboard.Tests;

/// <summary>Slots written in place: damage costs the slot it hits, and nothing else.</summary>
public sealed class SlotFileTests
{
    const int Slots = 4, Payload = 12;
    const string Path = "/slots";
    static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    static SlotFile Open(IStorage disk, List<(int Slot, ulong Number, byte Content)> found, byte[]? key = null) =>
        new(disk, Path, key ?? Key, Slots, Payload, (slot, number, payload) => found.Add((slot, number, payload.Span[0])));

    static SimulatedDisk Written()
    {
        var disk = new SimulatedDisk();
        using var file = Open(disk, []);
        for (var i = 0; i < Slots; i++)
            file.Write(i, (ulong)i + 10, [.. Enumerable.Repeat((byte)(i + 1), Payload)]);
        file.Sync();
        return disk;
    }

    [Fact]
    public void Slots_AreReadBack_AndTheFileNeverGrows()
    {
        var disk = Written();
        var length = disk.Content(Path).Length;
        using (var file = Open(disk, []))
            for (ulong i = 0; i < 100; i++)
                file.Write(2, 100 + i, new byte[Payload]);
        Assert.Equal(length, disk.Content(Path).Length);
        List<(int, ulong, byte)> found = [];
        using var again = Open(disk, found);
        Assert.Equal([(0, 10ul, 1), (1, 11ul, 2), (2, 199ul, 0), (3, 13ul, 4)], found);
    }

    [Fact]
    public void AnyChangedByte_CostsItsSlot_OrBeginsAnewWhereTheHeaderIs()
    {
        var whole = Written().Content(Path);
        var header = whole.Length - Slots * (Payload + 12);
        for (var at = 0; at < whole.Length; at++)
        {
            var disk = Written();
            byte[] bad = [.. whole];
            bad[at] ^= 0x10;
            disk.Spoil(Path, bad);
            List<(int Slot, ulong, byte)> found = [];
            using var file = Open(disk, found);
            int[] expected = at < header ? [] : [.. Enumerable.Range(0, Slots).Where(slot => slot != (at - header) / (Payload + 12))];
            Assert.Equal(expected, found.Select(f => f.Slot));
            Assert.Equal(at < header ? 0 : 1, file.Damaged);
        }
    }

    [Fact]
    public void FileCutAnywhere_KeepsWhatIsWhole()
    {
        var whole = Written().Content(Path);
        var header = whole.Length - Slots * (Payload + 12);
        for (var length = 0; length < whole.Length; length++)
        {
            var disk = Written();
            disk.Spoil(Path, whole[..length]);
            List<(int, ulong, byte)> found = [];
            using var file = Open(disk, found);
            Assert.Equal(Math.Max(0, length - header) / (Payload + 12), found.Count);
        }
    }

    [Fact]
    public void AnotherKeyOrALongerFile_BeginsAnew()
    {
        var disk = Written();
        List<(int, ulong, byte)> found = [];
        Open(disk, found, new byte[32]).Dispose();
        Assert.Empty(found);
        disk = Written();
        disk.Spoil(Path, [.. disk.Content(Path), 1]);
        Open(disk, found).Dispose();
        Assert.Empty(found);
    }

    [Fact]
    public void Save_OnTheRealDisk_AllocatesNothing()
    {
        var folder = Directory.CreateTempSubdirectory("slots");
        try
        {
            var (features, unknowns) = (new FeatureStore(16, HeadRig.Features), new UnknownClusters(HeadRig.Features));
            using var memory = new SpectrumMemory(new DiskStorage(), folder.FullName, HeadRig.Shape, features, unknowns);
            uint id = 0;
            var vector = HeadRig.Axis(3);
            Assert.Equal(0, Allocations.Of(() =>
            {
                features.Add(++id, vector);
                unknowns.Add(id, vector);
                memory.Save();
            }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
