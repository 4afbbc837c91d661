using System.Net;
using System.Net.Sockets;
using RoverRaman.Emulator;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Tests;

/// <summary>The emulator in this process, on a pty or on TCP, served by a thread of its own.</summary>
sealed class VirtualInstrument : IDisposable
{
    static readonly IReadOnlyList<PlayableSpectrum> Minerals = Playlist.BuiltIn();
    readonly CancellationTokenSource _stop = new();
    readonly Thread _thread;
    readonly IDisposable _line;

    VirtualInstrument(VirtualSts sts, HostOptions options, string address, IDisposable line, Func<CancellationToken, IByteTransport> open)
    {
        Sts = sts;
        Address = address;
        _line = line;
        _thread = new Thread(() => Serve(new EmulatorHost(sts, options), open)) { IsBackground = true };
        _thread.Start();
    }

    public VirtualSts Sts { get; }

    public string Address { get; }

    public static VirtualInstrument OnPty(HostOptions? options = null, VirtualSts? sts = null)
    {
        var master = PtyMaster.Create();
        return new VirtualInstrument(sts ?? NewSts(), options ?? new HostOptions(), master.TerminalPath, master, _ => master);
    }

    public static VirtualInstrument OnTcp(HostOptions? options = null)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new VirtualInstrument(NewSts(), options ?? new HostOptions(), $"tcp://{listener.LocalEndpoint}", listener,
            stop => new TcpTransport(listener.AcceptSocketAsync(stop).AsTask().GetAwaiter().GetResult()));
    }

    public static VirtualSts NewSts(DetectorOptions? detector = null, long? count = null, int baud = 9600) =>
        new(new Detector(detector ?? new DetectorOptions()), new SpectrumPlayer(Minerals, 1, count), baud: baud);

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _line.Dispose();
        _stop.Dispose();
    }

    void Serve(EmulatorHost host, Func<CancellationToken, IByteTransport> open)
    {
        try
        {
            using var line = open(_stop.Token);
            host.Serve(line, _stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
