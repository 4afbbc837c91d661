using System.Net;
using System.Net.Sockets;
using RoverRaman.Emulator;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Tests;

/// <summary>Any emulated instrument in this process on a pty, served by a thread of its own.</summary>
sealed class EmulatedLine : IDisposable
{
    readonly CancellationTokenSource _stop = new();
    readonly IDisposable _line;
    readonly Thread _thread;

    EmulatedLine(EmulatedInstrument instrument, IDisposable line, string address, Func<IByteTransport> open)
    {
        _line = line;
        Address = TransportAddress.Parse(address);
        _thread = new Thread(() => Serve(new EmulatorHost(instrument, new HostOptions()), open)) { IsBackground = true };
        _thread.Start();
    }

    public TransportAddress Address { get; }

    public static EmulatedLine OnPty(EmulatedInstrument instrument)
    {
        var line = PtyMaster.Create();
        return new EmulatedLine(instrument, line, line.TerminalPath, () => line);
    }

    public static EmulatedLine OnTcp(EmulatedInstrument instrument)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new EmulatedLine(instrument, listener, $"tcp://{listener.LocalEndpoint}", () => new TcpTransport(listener.AcceptSocket()));
    }

    /// <summary>An instrument as the command line would make it.</summary>
    public static EmulatedInstrument Create(string protocol, string? model = null, string mineral = "Quartz", DetectorOptions? detector = null, long? count = null)
    {
        var found = Protocol.Find(protocol);
        var kind = found.Model(model)!;
        var scale = kind.MaximumCounts / 16383.0;
        var options = (detector ?? new DetectorOptions { Noise = 0 }) with
        {
            PixelCount = Math.Max(2, kind.Pixels),
            MaximumCounts = kind.MaximumCounts,
            Inverted = kind.Inverted,
            PeakCounts = 9000 * scale,
        };
        PlayableSpectrum[] played = [.. Playlist.BuiltIn().Where(spectrum => spectrum.Mineral == mineral)];
        return found.Create(kind, new Detector(options), new SpectrumPlayer(played, 1, count), new EmulatorSettings(), found.Baud);
    }

    void Serve(EmulatorHost host, Func<IByteTransport> open)
    {
        using var line = open();
        host.Serve(line, _stop.Token);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _line.Dispose();
        _stop.Dispose();
    }
}
