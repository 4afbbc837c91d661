using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>A real program under test. Its output is kept and can be waited for; it never outlives the test.</summary>
sealed partial class ChildProcess : IDisposable
{
    /// <summary>Longest wait for anything; only a failing test waits that long.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    const int Terminate = 15;
    const int KillNow = 9;

    readonly object _gate = new();
    readonly List<string> _lines = [];
    readonly Process _process;
    bool _disposed;

    public ChildProcess(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        start.Environment.Remove("JOURNAL_STREAM");
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Keep(e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
        Assert.True(_process.Start());
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Output { get { lock (_gate) return string.Join('\n', _lines); } }

    /// <summary>Waits until so many lines hold the text; returns the last of them.</summary>
    public string WaitFor(string text, int times = 1)
    {
        var deadline = Stopwatch.StartNew();
        lock (_gate)
            while (true)
            {
                var found = _lines.Where(l => l.Contains(text, StringComparison.Ordinal)).ToList();
                if (found.Count >= times)
                    return found[times - 1];
                if (deadline.Elapsed > Limit || (_process.HasExited && deadline.Elapsed > TimeSpan.FromSeconds(2)))
                    Assert.Fail($"Expected \"{text}\" {times} time(s) within {Limit}, found:\n{string.Join('\n', _lines)}");
                Monitor.Wait(_gate, TimeSpan.FromMilliseconds(100));
            }
    }

    /// <summary>Asks it to end, as systemd does, and returns its exit code.</summary>
    public int Stop()
    {
        Signal(Terminate);
        return WaitForExit();
    }

    public void Kill() => Signal(KillNow);

    public int WaitForExit(TimeSpan? limit = null)
    {
        if (!_process.WaitForExit(limit ?? Limit))
            Assert.Fail($"Expected the program to end within {limit ?? Limit}, found it running:\n{Output}");
        _process.WaitForExit(); // its output, too
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (!_process.HasExited)
            Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Runs a program to its end.</summary>
    public static (int Code, string Output) Run(string file, params string[] arguments)
    {
        using var process = new ChildProcess(file, arguments);
        return (process.WaitForExit(), process.Output);
    }

    void Signal(int signal)
    {
        if (!_process.HasExited)
            _ = Kill(_process.Id, signal);
    }

    void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
        {
            _lines.Add(line);
            Monitor.PulseAll(_gate);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
