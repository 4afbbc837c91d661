using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RoverRaman.Instruments.Captures;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Emulator;

/// <summary>One run of the emulator: loads what to play, opens the line, serves it, and says in plain lines what happens.</summary>
public sealed class EmulatorSession : IDisposable
{
    readonly EmulatorSettings _settings;
    readonly TextWriter _output;
    readonly TruthLog? _truth;
    readonly FaultInjector _faults;
    readonly FaultLog? _faultLog;
    readonly EmulatedInstrument _instrument;
    readonly EmulatorHost _host;

    /// <summary>Prepares everything that can fail before a line is opened.</summary>
    public EmulatorSession(EmulatorSettings settings, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        _output = output;
        var seed = settings.Detector.Seed;
        _instrument = settings.Replay is { } capture ? Replay(capture, settings) : PowerUp(settings);
        var script = settings.FaultScript is { } file ? FaultScript.Read(file) : FaultScript.Simple(settings.Fault, settings.FaultEvery);
        CheckRefusals(script);
        _faultLog = settings.FaultLog is { } log ? new FaultLog(log) : null;
        _faults = new FaultInjector(script, seed) { OnInjected = fault => _faultLog?.Write(fault) };
        _truth = settings.Truth is { } path ? new TruthLog(path) : null;
        _host = new EmulatorHost(_instrument, new HostOptions { Paced = settings.BaudPace is not null, Faults = _faults, OnPlayed = Played });
    }

    /// <summary>Serves until the work is done or <paramref name="stop"/> is cancelled.</summary>
    public void Run(CancellationToken stop)
    {
        if (_settings.TcpPort is { } port)
            ServeTcp(port, stop);
        else
            ServePty(stop);
        Say($"{_instrument.Requests} requests, {_instrument.Played} spectra played, {_faults.Injected} spoilt");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _truth?.Dispose();
        _faultLog?.Dispose();
    }

    EmulatedInstrument PowerUp(EmulatorSettings settings)
    {
        var spectra = Playlist.Of(settings);
        Say($"{spectra.Count} spectra of {spectra.Select(spectrum => spectrum.Mineral).Distinct(StringComparer.Ordinal).Count()} minerals from {settings.Data ?? "the built-in table"}");
        var protocol = Protocol.Find(settings.Protocol);
        var detector = new Detector(settings.Detector);
        Say(string.Create(CultureInfo.InvariantCulture, $"{detector.PixelCount} pixels; wavelength in nm {string.Join(" ", detector.Coefficients)}"));
        var player = new SpectrumPlayer(spectra, settings.Detector.Seed, settings.Count);
        return protocol.Create(protocol.Model(settings.Model)!, detector, player, settings, settings.BaudPace ?? protocol.Baud);
    }

    VirtualRecording Replay(string capture, EmulatorSettings settings)
    {
        var (protocol, records) = CaptureFile.Read(capture);
        Say($"{records.Count} records of {protocol} from {capture}");
        return new VirtualRecording(records, new Detector(settings.Detector), new SpectrumPlayer(Playlist.BuiltIn(), settings.Detector.Seed), settings.BaudPace ?? 9600);
    }

    void CheckRefusals(FaultScript script)
    {
        if (_instrument.Errors.Count == 0 && script.Rules.Any(rule => rule.What == FaultKind.Nack))
            throw new InvalidDataException($"Expected no rule \"nack\" for {_settings.Protocol}: an instrument that speaks it refuses nothing, it stays silent.");
    }

    // A fault that takes the line down ends one pseudo-terminal; the next one stands at the same link.
    void ServePty(CancellationToken stop)
    {
        do
        {
            using var line = PtyMaster.Create(_settings.Link);
            // Always printed: scripts read the first word and the path.
            _output.WriteLine($"pty {line.TerminalPath}{(_settings.Link is { } link ? $" {link}" : "")}");
            _output.Flush();
            if (_host.Serve(line, stop))
                return;
        }
        while (!stop.WaitHandle.WaitOne(_host.Away));
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
            _ = stop.WaitHandle.WaitOne(_host.Away);
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
