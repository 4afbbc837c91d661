using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace RoverRaman.Hil;

/// <summary>The real daemon in a folder of its own; it never outlives this object.</summary>
sealed partial class DaemonProcess : IDisposable
{
    const int Terminate = 15;
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    readonly Process _process;
    readonly List<string> _log = [];

    /// <summary>Starts it on a line.</summary>
    /// <param name="program">roverramand.</param>
    /// <param name="folder">Where its configuration and socket go.</param>
    /// <param name="model">Model folder.</param>
    /// <param name="port">Address of the instrument.</param>
    public DaemonProcess(string program, string folder, string model, string port)
    {
        if (!File.Exists(program))
            throw new HilException($"Expected the daemon at {program}, found nothing. Build it first (tools/hil.sh does).");
        SocketPath = Path.Combine(folder, "decisions.sock");
        var config = Path.Combine(folder, "daemon.json");
        // A pace and a buffer that a busy machine keeps up with: a full buffer drops spectra by design, and that is not what is examined here.
        File.WriteAllText(config, $$"""
            {
              "instrument": { "port": {{Quote(port)}}, "laser_nm": 785, "integration_ms": 1, "dark_max_age_s": 86400, "reconnect_first_ms": 20, "reconnect_longest_ms": 500 },
              "model": {{Quote(Path.GetFullPath(model))}},
              "acquire": { "mode": "period", "period_ms": 8, "queue": 256 },
              "publish": { "socket": "decisions.sock", "mode": "600", "queue": 1024 },
              "health_interval_s": 1
            }
            """);
        var start = new ProcessStartInfo(program, ["--config", config]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["MALLOC_ARENA_MAX"] = "1"; // as tools/systemd/roverramand.service does
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its local socket.</summary>
    public string SocketPath { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Last lines of its log.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return string.Join('\n', _log.TakeLast(20));
        }
    }

    /// <summary>Open descriptors, threads and resident memory (MB) now.</summary>
    public ProcessFigures Measure()
    {
        var status = File.ReadAllLines($"/proc/{_process.Id}/status");
        return new ProcessFigures(Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Length, (int)Field(status, "Threads:"), Field(status, "VmRSS:") / 1024, Field(status, "RssAnon:") / 1024);
    }

    /// <summary>Asks it to end, as systemd does; returns its exit code, or null where it hangs.</summary>
    public int? Stop()
    {
        if (!_process.HasExited)
            _ = Kill(_process.Id, Terminate);
        return _process.WaitForExit(Limit) ? _process.ExitCode : null;
    }

    /// <summary>A number of the last line that it wrote, "stopped ... name=value ..."; 0 where it wrote none.</summary>
    public long Summary(string name)
    {
        _process.WaitForExit();
        lock (_log)
            return _log.LastOrDefault(line => line.Contains("stopped", StringComparison.Ordinal))?.Split(' ')
                .FirstOrDefault(field => field.StartsWith(name + "=", StringComparison.Ordinal)) is { } found
                && long.TryParse(found[(name.Length + 1)..], CultureInfo.InvariantCulture, out var value) ? value : 0;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    static double Field(string[] status, string name) =>
        double.Parse(status.First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);

    static string Quote(string text) => "\"" + JsonEncodedText.Encode(text) + "\"";

    void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_log)
            _log.Add(line);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
