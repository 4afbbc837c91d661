using RoverRaman.TestSupport;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>What is put on a board: the trimmed, self-contained program, published, started and driven.</summary>
public sealed class PublishedDaemonTests
{
    const long MostBytes = 20_000_000;

    /// <summary>A minute on a machine of its own; builds share two cores elsewhere.</summary>
    static readonly TimeSpan PublishLimit = TimeSpan.FromMinutes(15);

    [Fact]
    public void PublishedDaemon_IsSmall_StartsWithoutDotnet_AndNamesEveryMineral()
    {
        using var publish = new ChildProcess(Path.Combine(TestPaths.Repository, "tools", "publish.sh"), ["linux-x64"]);
        var code = publish.WaitForExit(PublishLimit);
        var output = publish.Output;
        Assert.True(code == 0, output);
        Assert.SkipWhen(output.Contains("portable", StringComparison.Ordinal), $"the feed has no runtime pack for linux-x64: {output}");
        var folder = Path.Combine(TestPaths.Repository, "artifacts", "publish", "linux-x64");
        Assert.InRange(Directory.EnumerateFiles(folder).Where(f => !f.EndsWith("libonnxruntime.so", StringComparison.Ordinal)).Sum(f => new FileInfo(f).Length), 1, MostBytes);

        using var rig = new TestRig { DaemonProgram = Path.Combine(folder, "roverramand") };
        // The program has just been started cold and the instrument waits for nobody: the buffer holds what comes meanwhile.
        rig.WriteConfig(acquire: """{ "mode": "period", "period_ms": 0, "count": 40, "queue": 64 }""");
        using var emulator = rig.StartEmulator("--truth", rig.At("truth.jsonl"), "--seed", "5");
        emulator.WaitFor(rig.Port);
        using var daemon = rig.StartDaemon(new Dictionary<string, string> { ["DOTNET_ROOT"] = "/nonexistent", ["PATH"] = "/nonexistent" });
        Assert.Equal(0, daemon.WaitForExit());
        Assert.Equal(rig.ReadTruth()[..40], rig.ReadJournalDecisions().Select(TestRig.NameOf));

        Assert.Equal(2, ChildProcess.Run(rig.DaemonProgram, "--config", rig.At("none.json")).Code);
        File.WriteAllText(rig.At("model/model.json"), "{}");
        Assert.Contains("$.model:", ChildProcess.Run(rig.DaemonProgram, "--config", rig.Config, "--check").Output, StringComparison.Ordinal);
    }
}
