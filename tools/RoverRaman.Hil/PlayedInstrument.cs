using RoverRaman.Emulator;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Hil;

/// <summary>A virtual STS without faults on a pseudo-terminal of this process.</summary>
sealed class PlayedInstrument : IDisposable
{
    /// <summary>Excitation wavelength, nm.</summary>
    public const double LaserNanometres = 785;

    readonly CancellationTokenSource _stop = new();
    readonly PtyMaster _line = PtyMaster.Create();
    readonly Thread _thread;
    PlayableSpectrum? _last;

    /// <summary>Puts it on the line.</summary>
    /// <param name="spectra">What it plays.</param>
    /// <param name="noise">Read noise, counts; 0 switches shot noise off, too.</param>
    /// <param name="seed">Seed of order and noise.</param>
    public PlayedInstrument(IReadOnlyList<PlayableSpectrum> spectra, double noise, int seed)
    {
        var sts = new VirtualSts(new Detector(new DetectorOptions { LaserNanometres = LaserNanometres, Noise = noise, PeakCounts = 900_000, Seed = seed }), new SpectrumPlayer(spectra, seed));
        var host = new EmulatorHost(sts, new HostOptions { OnPlayed = played => Volatile.Write(ref _last, played.Sample) });
        _thread = new Thread(() => host.Serve(_line, _stop.Token)) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Where a driver finds it.</summary>
    public string Address => _line.TerminalPath;

    /// <summary>What lay under the laser in the last spectrum.</summary>
    public PlayableSpectrum LastPlayed => Volatile.Read(ref _last) ?? throw new HilException("Expected a spectrum of a sample, none was played.");

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _line.Dispose();
        _stop.Dispose();
    }
}
