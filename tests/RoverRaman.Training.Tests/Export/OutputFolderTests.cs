using System.Diagnostics;
using RoverRaman.Training.Export;
using RoverRaman.Training.Train;

namespace RoverRaman.Training.Tests.Export;

public sealed class OutputFolderTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void New_WhileAnotherIsAtWork_IsRefusedAndTakesNothingAway()
    {
        using var first = new OutputFolder(_folder.File("shared"));
        var file = Path.Combine(first.Partial, "head.rrhead");
        File.WriteAllText(file, "half");
        Assert.Contains("another training", Assert.Throws<TrainingException>(() => new OutputFolder(_folder.File("shared"))).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void New_AfterAnotherEnded_HasTheFolder()
    {
        new OutputFolder(_folder.File("again")).Dispose();
        Assert.False(Directory.Exists(_folder.File("again")));
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(_folder.File("again")).FullName, ".training"), ""); // of a run that was killed
        using var second = new OutputFolder(_folder.File("again"));
        Assert.True(Directory.Exists(second.Partial));
    }

    [Fact]
    public void Demand_RoomEnough_Passes()
    {
        using var output = new OutputFolder(_folder.File("model"));
        output.Demand(1000);
    }

    [Fact]
    public void Demand_FullDisk_SaysHowMuchIsMissing_AndLeavesTheOldModel()
    {
        var disk = Directory.CreateDirectory(_folder.File("disk")).FullName;
        Assert.SkipUnless(Run("/bin/mount", "-t", "tmpfs", "-o", "size=64k", "none", disk), "a small tmpfs cannot be mounted here");
        try
        {
            File.WriteAllText(Path.Combine(disk, "card.md"), "old");
            using (var output = new OutputFolder(disk))
            {
                var refused = Assert.Throws<TrainingException>(() => output.Demand(8_000_000));
                Assert.Contains("8 MB of room", refused.Message, StringComparison.Ordinal);
                Assert.Contains(disk, refused.Message, StringComparison.Ordinal);
            }
            Assert.Equal([Path.Combine(disk, "card.md")], Directory.GetFileSystemEntries(disk));
        }
        finally
        {
            _ = Run("/bin/umount", "-l", disk);
        }
    }

    static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
