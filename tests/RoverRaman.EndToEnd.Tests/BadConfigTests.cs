namespace RoverRaman.EndToEnd.Tests;

/// <summary>A bad configuration is refused as a whole, with everything that is wrong with it.</summary>
public sealed class BadConfigTests
{
    static (int Code, string Output) Check(TestRig rig, params string[] more) => ChildProcess.Run(rig.DaemonProgram, ["--config", rig.Config, .. more]);

    [Fact]
    public void Check_OfAGoodConfiguration_SaysWhatWillRun()
    {
        using var rig = new TestRig();
        var (code, output) = Check(rig, "--check");
        Assert.True(code == 0, output);
        Assert.Contains("good; model tiny", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Daemon_NamesEveryErrorAtOnce_WithItsPath_AndEndsWithCode2()
    {
        using var rig = new TestRig();
        File.WriteAllText(rig.Config, """
            {
              "instrument": { "port": "tcp://nowhere", "laser_nm": "red", "integration_ms": -1, "drak": "none", "excitation": "external" },
              "model": "modell",
              "aquire": {},
              "acquire": { "mode": "periodic", "period_ms": 1e12 },
              "triage": { "targets": [1], "min_probability": 2 },
              "publish": { "socket": "no/such/folder/s.sock", "mode": "abc" },
              "journal": { "max_bytes": 10.5, "fsync": true },
              "link": { "kind": "udp", "address": "5005" },
              "health_interval_s": null,
              "model": "again"
            }
            """);
        var (code, output) = Check(rig);

        Assert.Equal(2, code);
        string[] expected =
        [
            "$.instrument.port:", "$.instrument.laser_nm:", "$.instrument.integration_ms:", "$.instrument.drak: unknown key; did you mean dark?",
            "$.instrument.dark: expected \"none\" where excitation is \"external\"", "$.model: expected once, found again", "$.model: Expected a model's folder",
            "$.aquire: unknown key; did you mean acquire?", "$.acquire.mode: expected one of \"period\", \"command\", found \"periodic\"; did you mean period?",
            "$.acquire.period_ms:", "$.triage.targets: expected a list of texts", "$.triage.min_probability: expected a number from 0 to 1, found 2",
            "$.publish.socket:", "$.publish.mode:", "$.journal.path: expected a text, found nothing", "$.journal.max_bytes:", "$.journal.fsync:",
            "$.link.address:", "$.health_interval_s:",
        ];
        Assert.All(expected, e => Assert.Contains(e, output, StringComparison.Ordinal));
        Assert.Contains($"{expected.Length} error(s)", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "$: expected JSON")]
    [InlineData("{ \"model\": ", "line 1")]
    [InlineData("[1, 2]", "$: expected an object")]
    public void Daemon_OnWhatIsNoConfiguration_SaysWhere(string text, string expected)
    {
        using var rig = new TestRig();
        File.WriteAllText(rig.Config, text);
        var (code, output) = Check(rig);
        Assert.Equal(2, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public void Daemon_OnAMissingFile_OrWrongUsage_EndsWithCode2()
    {
        using var rig = new TestRig();
        File.Delete(rig.Config);
        Assert.Equal(2, Check(rig).Code);
        Assert.Equal(2, ChildProcess.Run(rig.DaemonProgram).Code);
        Assert.Equal(2, ChildProcess.Run(rig.DaemonProgram, "--confg", "x").Code);
        Assert.Equal(0, ChildProcess.Run(rig.DaemonProgram, "--help").Code);
        Assert.StartsWith("roverramand 0.", ChildProcess.Run(rig.DaemonProgram, "--version").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backbone.onnx", false)]
    [InlineData("head.rrhead", false)]
    [InlineData("model.json", false)]
    [InlineData("backbone.onnx", true)]
    [InlineData("head.rrhead", true)]
    public void Daemon_OnAModelWithAMissingOrMismatchedFile_NamesIt(string file, bool exists)
    {
        using var rig = new TestRig();
        var path = Path.Combine(rig.At("model"), file);
        var bytes = File.ReadAllBytes(path);
        bytes[^20] ^= 1;
        File.Delete(path);
        if (exists)
            File.WriteAllBytes(path, bytes);
        var (code, output) = Check(rig, "--check");
        Assert.Equal(2, code);
        Assert.Contains("$.model:", output, StringComparison.Ordinal);
        Assert.Contains(file, output, StringComparison.Ordinal);
    }

    [Fact]
    public void Daemon_OnATargetThatTheModelDoesNotHold_SuggestsTheNearest()
    {
        using var rig = new TestRig();
        rig.WriteConfig(t => t.Replace("\"model\": \"model\",", "\"model\": \"model\", \"triage\": { \"targets\": [\"Quarts\"] },", StringComparison.Ordinal));
        var (code, output) = Check(rig, "--check");
        Assert.Equal(2, code);
        Assert.Contains("did you mean Quartz?", output, StringComparison.Ordinal);
    }
}
