using System.Net;
using System.Net.Sockets;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Emulator;

/// <summary>One run of the emulator: loads what to play, opens the line, serves it, and says in plain lines what happens.</summary>
public sealed class EmulatorSession : IDisposable
{
    readonly EmulatorSettings _settings;
    readonly TextWriter _output;
    readonly TruthLog? _truth;
    readonly FaultInjector _faults;
    readonly VirtualSts _sts;
    readonly EmulatorHost _host;

    /// <summary>Prepares everything that can fail before a line is opened.</summary>
    public EmulatorSession(EmulatorSettings settings, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _output = output;
        var spectra = settings.Data is { } data ? Playlist.FromData(data, settings.HeldOutOf) : Playlist.BuiltIn();
        Say($"{spectra.Count} spectra of {spectra.Select(spectrum => spectrum.Mineral).Distinct(StringComparer.Ordinal).Count()} minerals from {settings.Data ?? "the built-in table"}");
        var seed = settings.Detector.Seed;
        _sts = new VirtualSts(new Detector(settings.Detector), new SpectrumPlayer(spectra, seed, settings.Count), settings.SerialNumber, settings.BaudPace ?? 9600);
        _faults = new FaultInjector(settings.Fault, settings.FaultEvery, seed);
        _truth = settings.Truth is { } path ? new TruthLog(path) : null;
        _host = new EmulatorHost(_sts, new HostOptions { Paced = settings.BaudPace is not null, Faults = _faults, OnPlayed = Played });
    }

    /// <summary>Serves until the work is done or <paramref name="stop"/> is cancelled.</summary>
    public void Run(CancellationToken stop)
    {
        if (_settings.TcpPort is { } port)
            ServeTcp(port, stop);
        else
            ServePty(stop);
        Say($"{_sts.Requests} requests, {_sts.Played} spectra played, {_faults.Injected} spoilt");
    }

    /// <inheritdoc/>
    public void Dispose() => _truth?.Dispose();

    void ServePty(CancellationToken stop)
    {
        using var line = PtyMaster.Create(_settings.Link);
        // Always printed: scripts read the first word and the path.
        _output.WriteLine($"pty {line.TerminalPath}{(_settings.Link is { } link ? $" {link}" : "")}");
        _output.Flush();
        _host.Serve(line, stop);
    }

    void ServeTcp(int port, CancellationToken stop)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _output.WriteLine($"tcp {listener.LocalEndpoint}");
        _output.Flush();
        while (!stop.IsCancellationRequested && Accept(listener, stop) is { } socket)
        {
            using var line = new TcpTransport(socket);
            Say($"{line.Name} connected");
            if (_host.Serve(line, stop))
                return;
            Say($"{line.Name} left");
        }
    }

    static Socket? Accept(TcpListener listener, CancellationToken stop)
    {
        try
        {
            return listener.AcceptSocketAsync(stop).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    void Played(PlayedSpectrum played)
    {
        _truth?.Write(played);
        var fault = played.Fault == FaultKind.None ? "" : $"  [{FaultNames.Of(played.Fault)}]";
        Say($"{played.Index,5}  {played.Sample.Mineral,-20} {played.Sample.Source}{fault}");
    }

    void Say(string line)
    {
        if (_settings.Quiet)
            return;
        _output.WriteLine(line);
        _output.Flush();
    }
}
