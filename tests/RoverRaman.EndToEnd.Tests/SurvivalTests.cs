using RoverRaman.Wire;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>What happens to real machines: cables pulled, power cut, disks full, service restarts.</summary>
public sealed class SurvivalTests
{
    [Fact]
    public void Emulator_KilledMidSpectrumAndRestarted_TheDaemonReconnectsCountsAndGoesOn()
    {
        using var rig = new TestRig();
        rig.WriteConfig(text => text.Replace($"\"{rig.Port}\"", $"\"{rig.Port}@115200\"", StringComparison.Ordinal));
        // 2,112 bytes at 115,200 baud take 183 ms: a kill right after a decision meets the next spectrum on the line.
        using (var first = rig.StartEmulator("--baud-pace", "115200"))
        {
            first.WaitFor(rig.Port);
            var daemon = rig.StartDaemon();
            daemon.WaitFor("ready");
            using var client = rig.Connect();
            client.NextDecision();
            client.NextDecision();
            first.Kill();
            daemon.WaitFor("instrument-lost");
            File.Delete(rig.Port); // a killed emulator cannot remove its link
            using var second = rig.StartEmulator();
            daemon.WaitFor("instrument-connected", times: 2);
            client.NextDecision();
            var health = client.WaitForHealth(h => h.Counters[HealthCounter.LinkReconnects] == 1);

            Assert.True(health.Counters[HealthCounter.SpectraDecided] >= 2);
            Assert.Equal(0, daemon.Stop());
        }
        var decisions = rig.ReadJournalDecisions();
        Assert.Equal(Enumerable.Range(1, decisions.Count).Select(i => (uint)i), decisions.Select(d => d.SpectrumId));
    }

    [Fact]
    public void Daemon_WithoutAnInstrument_WaitsForIt()
    {
        using var rig = new TestRig();
        using var daemon = rig.StartDaemon();
        daemon.WaitFor("instrument-unavailable");
        using var emulator = rig.StartEmulator();
        using var client = rig.Connect();
        Assert.NotEqual("-", TestRig.NameOf(client.NextDecision()));
    }

    [Fact]
    public void Sigterm_EndsWithCode0_ACleanJournal_AndNoSocket()
    {
        using var rig = new TestRig();
        using var emulator = rig.StartEmulator();
        emulator.WaitFor(rig.Port);
        using var daemon = rig.StartDaemon();
        daemon.WaitFor("ready");
        Assert.True(File.Exists(rig.Socket));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(rig.Socket));
        using var client = rig.Connect();
        for (var i = 0; i < 10; i++)
            client.NextDecision();

        Assert.Equal(0, daemon.Stop());
        Assert.False(File.Exists(rig.Socket));
        var summary = daemon.WaitFor("stopped");
        Assert.Equal(TestRig.Field(summary, "decided"), rig.ReadJournalDecisions().Count);
        Assert.Equal(TestRig.Field(summary, "acquired"), TestRig.Field(summary, "decided") + TestRig.Field(summary, "lost"));
    }

    [Theory]
    [InlineData(3)] // cut off: the power went during the last write
    [InlineData(-7)] // appended: the file system gave the file its length before its bytes
    public void Restart_OnATornJournal_CutsTheTail_AndGoesOnCounting(int torn)
    {
        using var rig = new TestRig();
        rig.WriteConfig(acquire: """{ "mode": "period", "period_ms": 0, "count": 5 }""");
        using var emulator = rig.StartEmulator();
        emulator.WaitFor(rig.Port);
        using (var first = rig.StartDaemon())
            Assert.Equal(0, first.WaitForExit());
        using (var file = File.Open(rig.Journal, FileMode.Open))
            file.SetLength(file.Length - torn);

        using var second = rig.StartDaemon();
        Assert.Equal(0, second.WaitForExit());
        Assert.Contains("journal-torn", second.Output, StringComparison.Ordinal);
        var decisions = rig.ReadJournalDecisions();
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (uint)i), decisions.Select(d => d.Sequence));
        Assert.Equal([1, 1, 1, 1, 1, 2, 2, 2, 2, 2], decisions.Select(d => (int)d.BootCount));
    }

    [Fact]
    public void FullDisk_DoesNotStopDecisions_IsCounted_AndHealsByItself()
    {
        using var rig = new TestRig();
        var disk = rig.At("disk");
        Directory.CreateDirectory(disk);
        var (mounted, why) = ChildProcess.Run("/bin/mount", "-t", "tmpfs", "-o", "size=64k", "none", disk);
        Assert.SkipUnless(mounted == 0, $"a tmpfs to fill cannot be mounted here: {why}");
        try
        {
            FillAndHeal(rig, disk);
        }
        finally
        {
            ChildProcess.Run("/bin/umount", "-l", disk);
        }
    }

    static void FillAndHeal(TestRig rig, string disk)
    {
        rig.WriteConfig(text => text.Replace("journal.rrj", "disk/journal.rrj", StringComparison.Ordinal));
        var ballast = Path.Combine(disk, "ballast");
        File.WriteAllBytes(ballast, new byte[48 << 10]);
        using var emulator = rig.StartEmulator();
        emulator.WaitFor(rig.Port);
        using var daemon = rig.StartDaemon();
        daemon.WaitFor("journal-failed");
        using var client = rig.Connect();
        var full = client.WaitForHealth(h => h.Counters[HealthCounter.JournalWriteFailures] > 0);
        for (var i = 0; i < 10; i++)
            client.NextDecision();
        File.Delete(ballast);
        daemon.WaitFor("journal-recovered");
        client.WaitForHealth(h => h.Counters[HealthCounter.JournalRecords] > full.Counters[HealthCounter.JournalRecords]);

        Assert.Equal(0, daemon.Stop());
        var reader = new JournalReader(File.ReadAllBytes(Path.Combine(disk, "journal.rrj")));
        while (reader.TryRead(out _)) { }
        Assert.Equal((0, 0), (reader.DamagedRegions, reader.TornBytes));
    }

    [Fact]
    public void SecondDaemon_OnTheSameSocket_IsRefused_AndTheFirstGoesOn()
    {
        using var rig = new TestRig();
        using var first = rig.StartDaemon();
        first.WaitFor("ready");
        using var second = rig.StartDaemon();
        Assert.Equal(1, second.WaitForExit());
        Assert.Contains("is another daemon running?", second.Output, StringComparison.Ordinal);
        using var client = rig.Connect();
        Assert.NotNull(client.Next());
    }

    [Fact]
    public void KilledDaemon_LeavesASocketFile_ThatTheNextOneReplaces()
    {
        using var rig = new TestRig();
        using (var first = rig.StartDaemon())
        {
            first.WaitFor("ready");
            first.Kill();
            first.WaitForExit();
        }
        Assert.True(File.Exists(rig.Socket));
        using var second = rig.StartDaemon();
        second.WaitFor("ready");
        using var client = rig.Connect();
        Assert.NotNull(client.Next());
    }
}
