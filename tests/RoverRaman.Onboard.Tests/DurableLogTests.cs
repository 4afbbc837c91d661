using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>The append-only log, on a disk whose power goes at every operation.</summary>
public sealed class DurableLogTests
{
    const string File = "/log/a.rrj";

    public static TheoryData<PowerLoss> Losses => [.. Enum.GetValues<PowerLoss>()];

    static List<uint> Read(SimulatedDisk disk)
    {
        var found = new List<uint>();
        using var log = new DurableLog(disk, File, 1 << 20, m => found.Add(CommandCodec.ReadAcquire(m).CommandId));
        return found;
    }

    static byte[] Record(uint id)
    {
        var buffer = new FixedBufferWriter(64);
        CommandCodec.Write(buffer, new AcquireCommand(id));
        return buffer.Written.ToArray();
    }

    [Theory, MemberData(nameof(Losses))]
    public void PowerCut_AtEveryOperation_LosesNothingThatWasSynced(PowerLoss loss)
    {
        for (var n = 1; ; n++)
        {
            var disk = new SimulatedDisk();
            disk.CutAt(n);
            var (synced, appended) = (0u, 0u);
            var ended = PowerCutException.Ends(() =>
            {
                using var log = new DurableLog(disk, File, 1 << 20, _ => { });
                for (uint id = 1; id <= 4; id++)
                {
                    appended = id;
                    log.Append(Record(id));
                    log.Sync();
                    synced = id;
                }
                appended = 5;
                log.Rewrite([Record(100), Record(4)]);
                synced = 5;
                log.Append(Record(6));
                log.Sync();
                synced = appended = 6;
            });
            disk.Restart(loss);
            var found = Read(disk);
            if (appended < 5)
                Assert.True(found.Count >= synced && found.Count <= appended && found.SequenceEqual(Enumerable.Range(1, found.Count).Select(i => (uint)i)), $"cut at {n}: {string.Join(' ', found)}");
            else
                Assert.True(found is [1, 2, 3, 4] && synced < 5 || found is [100, 4] && synced < 6 || found is [100, 4, 6], $"cut at {n}: {string.Join(' ', found)}");
            if (!ended)
                return;
        }
    }

    [Fact]
    public void TornEnd_IsCutAndWrittenOver()
    {
        var disk = new SimulatedDisk();
        using (var log = new DurableLog(disk, File, 1 << 20, _ => { }))
            log.Append(Record(1));
        disk.Spoil(File, [.. disk.Content(File), 9, 0, 0, 0, 1]);
        using (var log = new DurableLog(disk, File, 1 << 20, _ => { }))
        {
            Assert.Equal(5, log.TornBytes);
            log.Append(Record(2));
        }
        Assert.Equal([1u, 2], Read(disk));
    }

    // fprime #4233/#4270: a stored record without a checksum is believed whatever it says.
    [Fact]
    public void EveryFlippedBit_OfARecord_CostsThatRecordAlone()
    {
        var disk = new SimulatedDisk();
        using (var log = new DurableLog(disk, File, 1 << 20, _ => { }))
            for (uint id = 1; id <= 3; id++)
                log.Append(Record(id));
        var good = disk.Content(File);
        var length = (good.Length - JournalFormat.HeaderSize) / 3;
        for (var bit = 0; bit < 8 * length; bit++)
        {
            byte[] bad = [.. good];
            bad[JournalFormat.HeaderSize + length + bit / 8] ^= (byte)(1 << bit % 8);
            disk.Spoil(File, bad);
            Assert.Equal([1u, 3], Read(disk));
        }
    }

    // fprime #5040: a shorter save over a longer one left a tail, and the store could never be loaded again.
    [Fact]
    public void ShorterContentOverALongerOne_LeavesNoTail()
    {
        using var folder = new TemporaryFolder();
        IStorage disk = new DiskStorage();
        var file = folder.At("x");
        disk.Replace(file, new byte[1000]);
        disk.Replace(file, [1, 2, 3]);
        Assert.Equal([1, 2, 3], disk.Read(file, 10));
        Assert.Equal([file], disk.List(folder.Path));
    }

    [Fact]
    public void FileLongerThanAllowed_IsRefusedBeforeItIsRead()
    {
        using var folder = new TemporaryFolder();
        System.IO.File.WriteAllBytes(folder.At("x"), new byte[1001]);
        Assert.Contains("at most 1000 bytes", Assert.Throws<IOException>(() => new DiskStorage().Read(folder.At("x"), 1000)).Message, StringComparison.Ordinal);
    }
}
