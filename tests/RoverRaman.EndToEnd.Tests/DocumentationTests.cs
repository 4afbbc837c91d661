using RoverRaman.Daemon;
using RoverRaman.Onboard;
using RoverRaman.TestSupport;
using RoverRaman.Triage;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>The examples that people copy are read by the real parser.</summary>
public sealed class DocumentationTests
{
    static DaemonConfig Parse(string json)
    {
        var errors = new List<ConfigError>();
        var config = ConfigParser.Parse(System.Text.Encoding.UTF8.GetBytes(json), Path.GetTempPath(), errors);
        Assert.Empty(errors);
        return config!;
    }

    [Fact]
    public void ReadmeExample_NamesEveryKeyWithItsDefault()
    {
        var text = File.ReadAllText(Path.Combine(TestPaths.Repository, "src", "RoverRaman.Daemon", "README.md"));
        var config = Parse(text.Split("```json")[1].Split("```")[0]);
        var minimal = Parse("""{ "instrument": { "port": "/dev/ttyUSB0@115200", "laser_nm": 785 }, "model": ".", "publish": { "socket": "decisions.sock" }, "journal": { "path": "journal.rrj" } }""");

        Assert.Equal(minimal.Onboard.Acquisition, config.Onboard.Acquisition);
        Assert.Equal(minimal.Inference, config.Inference);
        Assert.Equal(minimal.Onboard.Publisher, config.Onboard.Publisher);
        Assert.Equal(minimal.Onboard.Journal, config.Onboard.Journal);
        Assert.Equal(minimal.Onboard.Link, config.Onboard.Link);
        Assert.Equal(minimal.Onboard.HealthInterval, config.Onboard.HealthInterval);
        Assert.Equal(minimal.Onboard.Triage with { Targets = [] }, config.Onboard.Triage with { Targets = minimal.Onboard.Triage.Targets }, TriageComparer);
        Assert.Equal(new AcquisitionOptions(), config.Onboard.Acquisition);
    }

    [Fact]
    public void SystemdExample_IsGood_ApartFromTheFoldersOfTheBoard()
    {
        var json = File.ReadAllText(Path.Combine(TestPaths.Repository, "tools", "systemd", "roverramand.example.json"));
        var config = Parse(json.Replace("/run/roverraman/", "", StringComparison.Ordinal).Replace("/var/lib/roverraman/", "", StringComparison.Ordinal));
        Assert.Equal(785, config.LaserNanometres);
        Assert.NotNull(config.Onboard.Link?.Line);
    }

    static readonly IEqualityComparer<TriagePolicy> TriageComparer =
        EqualityComparer<TriagePolicy>.Create((a, b) => (a! with { Targets = [] }).ToString() == (b! with { Targets = [] }).ToString());
}
