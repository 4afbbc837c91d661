using System.Diagnostics;
using RoverRaman.Emulator;

namespace RoverRaman.Hil;

/// <summary>
/// The standard campaign: the real daemon on a virtual STS. A clean round over all samples fixes what each has to be decided to be; then faults
/// of every kind come at equal distances, and each decision must be one of those.
/// </summary>
sealed class Campaign(CampaignOptions options, TextWriter progress)
{
    const int CleanRounds = 2, BaudSpectra = 6;
    static readonly TimeSpan Stillness = TimeSpan.FromSeconds(30);

    /// <summary>Runs it.</summary>
    public CampaignResult Run(CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var folder = Directory.CreateTempSubdirectory("rr-hil-").FullName;
        try
        {
            var result = RunMain(folder, stop);
            return result with { BaudRecovered = options.BaudLeg ? RunBaud(Directory.CreateDirectory(Path.Combine(folder, "baud")).FullName, stop) : null, Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    CampaignResult RunMain(string folder, CancellationToken stop)
    {
        var clean = CleanRounds * Playlist.BuiltIn().Count;
        var script = StandardScript.For(options.Spectra, options.Faults, clean);
        var link = Path.Combine(folder, "sts");
        using var line = new RigLine(link, script, options, clean + options.Spectra);
        using var daemon = new DaemonProcess(options.Daemon, folder, options.Model, link + "@115200");
        using var reader = new DecisionReader(daemon);
        WaitFor(() => reader.LatestSpectrum >= clean, reader, line, daemon, stop);
        var start = daemon.Measure();
        var later = new List<ProcessFigures>();
        foreach (var share in (ReadOnlySpan<double>)[0.2, 0.5])
        {
            var until = clean + (long)(share * options.Spectra);
            WaitFor(() => line.Count >= until || line.Finished, reader, line, daemon, stop);
            later.Add(daemon.Measure() with { Spectra = line.Count - clean });
        }
        WaitFor(() => line.Finished, reader, line, daemon, stop);
        WaitForQuiet(reader);
        later.Add(daemon.Measure() with { Spectra = line.Count - clean });
        var exit = daemon.Stop();
        var result = new Account(line, reader, clean).Settle(start, later, exit, options);
        return exit is null ? result : result with { Account = (daemon.Summary("acquired"), daemon.Summary("lost"), daemon.Summary("reader_drops")) };
    }

    // A paced line at 9600 that is to go to 115200: twice the change is acknowledged and not done.
    bool RunBaud(string folder, CancellationToken stop)
    {
        progress.WriteLine("hil: a paced line whose change of the rate half completes");
        var script = new FaultScript([new FaultRule { What = FaultKind.BaudHalfDone, At = [1, 2] }]);
        var link = Path.Combine(folder, "sts");
        using var line = new RigLine(link, script, options, BaudSpectra, pace: 9600);
        using var daemon = new DaemonProcess(options.Daemon, folder, options.Model, link + "@115200");
        using var reader = new DecisionReader(daemon);
        WaitFor(() => line.Finished, reader, line, daemon, stop);
        WaitForQuiet(reader);
        var halfDone = line.Faults.Count;
        return halfDone == 2 && reader.LatestSpectrum == BaudSpectra && daemon.Stop() == 0;
    }

    void WaitFor(Func<bool> done, DecisionReader reader, RigLine line, DaemonProcess daemon, CancellationToken stop)
    {
        var (seen, since, told) = (-1L, Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        while (!done())
        {
            stop.ThrowIfCancellationRequested();
            if (daemon.HasExited)
                throw new HilException($"Expected the daemon to live, it ended after {reader.Count} decisions:\n{daemon.Log}");
            if (line.Count != seen)
                (seen, since) = (line.Count, Stopwatch.GetTimestamp());
            else if (Stopwatch.GetElapsedTime(since) > Stillness)
                throw new HilException($"Expected the next spectrum within {Stillness.TotalSeconds} s, nothing was asked for after {seen}:\n{daemon.Log}");
            if (Stopwatch.GetElapsedTime(told) > TimeSpan.FromSeconds(10))
            {
                told = Stopwatch.GetTimestamp();
                progress.WriteLine($"hil: {line.Count} spectra played, {line.Faults.Count} faults, {reader.Count} decisions");
            }
            Thread.Sleep(10);
        }
    }

    // The last decisions are on their way when the line has played everything.
    static void WaitForQuiet(DecisionReader reader)
    {
        var (seen, since) = (reader.Count, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(since) < TimeSpan.FromMilliseconds(500))
        {
            if (reader.Count != seen)
                (seen, since) = (reader.Count, Stopwatch.GetTimestamp());
            Thread.Sleep(10);
        }
    }
}
