using System.Diagnostics;
using RoverRaman.Emulator;
using RoverRaman.Instruments.Obp;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Hil;

/// <summary>
/// A virtual STS on a pseudo-terminal behind a link, on a thread of its own, that keeps account of what it played and what it spoilt. After a
/// fault that takes the line down, the next pseudo-terminal stands at the same link.
/// </summary>
sealed class RigLine : IDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly List<PlayedSpectrum> _played = [];
    readonly List<(InjectedFault Fault, long At)> _faults = [];
    readonly List<(long Fault, long At)> _returns = [];
    readonly EmulatedInstrument _instrument;
    readonly EmulatorHost _host;
    readonly string _link;
    readonly Thread _thread;

    /// <summary>Puts the instrument on the line.</summary>
    /// <param name="link">Where the daemon finds it.</param>
    /// <param name="script">What goes wrong.</param>
    /// <param name="options">Order, checksum.</param>
    /// <param name="count">Spectra to play in all; after the last one the line stays down.</param>
    /// <param name="pace">Rate of a paced line, or null.</param>
    public RigLine(string link, FaultScript script, CampaignOptions options, long count, int? pace = null)
    {
        _link = link;
        // Without noise a sample gives the same counts each time, so that each decision has exactly one right content.
        var detector = new Detector(new DetectorOptions { Noise = 0, PeakCounts = 900_000, Seed = options.Seed });
        var player = new SpectrumPlayer(Playlist.BuiltIn(), options.Seed, count);
        _instrument = new VirtualObp(detector, player, ObpModel.Sts, "RR-HIL-0001", pace ?? 9600, options.Checksum == ObpChecksum.Md5);
        var faults = new FaultInjector(script, options.Seed) { OnInjected = fault => Keep(_faults, (fault, Stopwatch.GetTimestamp())) };
        _host = new EmulatorHost(_instrument, new HostOptions { Paced = pace is not null, Faults = faults, OnPlayed = played => Keep(_played, played) });
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Whether everything was played.</summary>
    public bool Finished => !_thread.IsAlive;

    /// <summary>What was played, in order.</summary>
    public IReadOnlyList<PlayedSpectrum> Played => Copy(_played);

    /// <summary>What was spoilt, in order, and when.</summary>
    public IReadOnlyList<(InjectedFault Fault, long At)> Faults => Copy(_faults);

    /// <summary>When the line came back after a fault that had taken it down: the number of that fault, and the time.</summary>
    public IReadOnlyList<(long Fault, long At)> Returns => Copy(_returns);

    /// <summary>Spectra of samples played so far.</summary>
    public long Count => _instrument.Played;

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
    }

    void Serve()
    {
        do
        {
            using var line = PtyMaster.Create(_link);
            if (_faults.Count > 0)
                Keep(_returns, (_faults[^1].Fault.Number, Stopwatch.GetTimestamp()));
            if (_host.Serve(line, _stop.Token))
                return;
        }
        while (!_stop.Token.WaitHandle.WaitOne(_host.Away));
    }

    static void Keep<T>(List<T> list, T item)
    {
        lock (list)
            list.Add(item);
    }

    static IReadOnlyList<T> Copy<T>(List<T> list)
    {
        lock (list)
            return [.. list];
    }
}
