using System.Globalization;
using System.Text.Json;
using RoverRaman.Wire;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>A folder with a model and a configuration, and the two real programs: daemon and virtual instrument.</summary>
sealed class TestRig : IDisposable
{
    readonly List<ChildProcess> _children = [];

    public TestRig()
    {
        TinyModel.Write(At("model"));
        WriteConfig();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("rr-").FullName;

    public string Port => At("sts");

    public string Socket => At("decisions.sock");

    public string Journal => At("journal.rrj");

    public string Config => At("roverramand.json");

    /// <summary>Program under test; another test replaces it by the published one.</summary>
    public string DaemonProgram { get; init; } = Program("RoverRaman.Daemon", "roverramand");

    public string At(string name) => Path.Combine(Folder, name);

    public static string Program(string project, string name) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, "release", name));

    /// <summary>Writes a good configuration; <paramref name="change"/> may spoil it.</summary>
    public void WriteConfig(Func<string, string>? change = null, string acquire = """{ "mode": "period", "period_ms": 0 }""", string link = """{ "kind": "none" }""")
    {
        var text = $$"""
            {
              // written by a test
              "instrument": { "port": "{{Port}}", "protocol": "obp", "laser_nm": 785, "integration_ms": 10, "dark": "excitation-off", "reconnect_first_ms": 20, "reconnect_longest_ms": 100 },
              "model": "model",
              "acquire": {{acquire}},
              "publish": { "socket": "decisions.sock", "mode": "600" },
              "journal": { "path": "journal.rrj", "fsync": "never" },
              "link": {{link}},
              "health_interval_s": 0.2,
            }
            """;
        File.WriteAllText(Config, change?.Invoke(text) ?? text);
    }

    public ChildProcess StartEmulator(params string[] arguments) =>
        Keep(new ChildProcess(Program("RoverRaman.Emulator", "roverraman-emulator"), ["--link", Port, .. arguments]));

    public ChildProcess StartDaemon(IReadOnlyDictionary<string, string>? environment = null) =>
        Keep(new ChildProcess(DaemonProgram, ["--config", Config], environment));

    public ChildProcess Keep(ChildProcess child)
    {
        _children.Add(child);
        return child;
    }

    public DaemonClient Connect() => new(Socket);

    /// <summary>What the emulator put under the laser, in order.</summary>
    public List<string> ReadTruth(string file = "truth.jsonl") =>
        [.. File.ReadLines(At(file)).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("mineral").GetString()!)];

    public static string NameOf(DecisionRecord decision) =>
        decision.TopCount == 0 ? "-" : TinyModel.Minerals[decision.Top[0].ClassId - 100].Name;

    /// <summary>Everything in the journal. Fails where a byte of it is damaged.</summary>
    public List<byte[]> ReadJournal()
    {
        var reader = new JournalReader(File.ReadAllBytes(Journal));
        var messages = new List<byte[]>();
        while (reader.TryRead(out var message))
            messages.Add(message.ToArray());
        Assert.True(reader is { IsHeaderIntact: true, DamagedRegions: 0, TornBytes: 0 });
        return messages;
    }

    public List<DecisionRecord> ReadJournalDecisions() =>
        [.. ReadJournal().Where(m => WireMessage.KindOf(m) == MessageKind.Decision).Select(m => DecisionCodec.Read(m))];

    /// <summary>A number of the daemon's last line.</summary>
    public static long Field(string line, string name) => long.Parse(
        line.Split(' ').Single(f => f.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..], CultureInfo.InvariantCulture);

    public void Dispose()
    {
        foreach (var child in _children)
            child.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
