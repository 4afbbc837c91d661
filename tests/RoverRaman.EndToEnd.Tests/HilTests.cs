using System.Text.Json;
using RoverRaman.TestSupport;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>The rig that tools/hil.sh starts, in short: the real daemon against an instrument that misbehaves.</summary>
public sealed class HilTests
{
    static string Program => TestRig.Program("RoverRaman.Hil", "RoverRaman.Hil");

    [Fact]
    public void Campaign_Short_NothingIsLostWrongOrLeaked()
    {
        using var rig = new TestRig();
        using var json = Run(0, "--spectra", "300", "--faults", "18", "--model", rig.At("model"), "--daemon", rig.DaemonProgram, "--json");
        var result = json.RootElement;
        Assert.Equal((300, 0, 0), (result.GetProperty("spectra").GetInt32(), result.GetProperty("lost").GetInt32(), result.GetProperty("wrong").GetInt32()));
        Assert.InRange(result.GetProperty("injected").GetInt32(), 18, 200);
        Assert.True(result.GetProperty("half_done_rate_recovered").GetBoolean());
        var faults = result.GetProperty("faults").EnumerateObject().Select(fault => fault.Name).ToArray();
        Assert.Superset(new HashSet<string> { "drop-byte in spectrum", "corrupt-byte in spectrum", "hang-up in spectrum", "late in spectrum", "joined in spectrum" }, faults.ToHashSet());
        Assert.True(result.GetProperty("ok").GetBoolean());
    }

    // The account itself: without a checksum a changed pixel is decided on, and the campaign must see it.
    [Fact]
    public void Campaign_WithoutAChecksum_CountsTheDecisionsFromDamagedFrames()
    {
        using var rig = new TestRig();
        using var json = Run(0, "--spectra", "120", "--faults", "18", "--model", rig.At("model"), "--daemon", rig.DaemonProgram, "--json", "--no-checksum", "--no-baud");
        Assert.InRange(json.RootElement.GetProperty("wrong").GetInt32(), 1, 20);
        Assert.Equal(0, json.RootElement.GetProperty("lost").GetInt32());
    }

    [Fact]
    public void RoundTrip_HeldOutRruff_CostsAtMostAPoint()
    {
        var data = TestPaths.Data("rruff/excellent_unoriented.zip");
        Assert.SkipUnless(data is not null, "the RRUFF zip is not beside this checkout");
        using var json = Run(0, "--round-trip", data!, "--model", Path.Combine(TestPaths.Repository, "models", "rruff-paper"), "--json");
        var clean = json.RootElement.GetProperty("without_noise");
        Assert.InRange(clean.GetProperty("drop_points").GetDouble(), -1, 1);
        Assert.InRange(clean.GetProperty("rms_error").GetDouble(), 0, 0.005);
    }

    [Theory]
    [InlineData(2, "--faults", "--spectra", "10", "--faults", "11")]
    [InlineData(2, "--nonsense", "--nonsense")]
    [InlineData(1, "/no/such/daemon", "--daemon", "/no/such/daemon")]
    public void WrongArguments_AreNamed(int code, string expected, params string[] arguments)
    {
        var (found, output) = ChildProcess.Run(Program, arguments);
        Assert.Equal(code, found);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    static JsonDocument Run(int code, params string[] arguments)
    {
        using var process = new ChildProcess(Program, arguments);
        var found = process.WaitForExit(TimeSpan.FromMinutes(4));
        Assert.True(code == found, process.Output);
        return JsonDocument.Parse(process.Output.Split('\n').Single(line => line.StartsWith('{')));
    }
}
