using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using RoverRaman.Emulator;
using RoverRaman.Instruments.Transports;
using RoverRaman.Wire;

namespace RoverRaman.Bench;

/// <summary>The real daemon as a process of its own, fed by a virtual spectrometer over a pty.</summary>
static class DaemonRows
{
    const int Spectra = 600, WarmUp = 100;

    public static BenchGroup Group { get; } = new(
        ["serial_to_decision.p50_ms", "serial_to_decision.p99_ms", "decision.bytes", "daemon.rss_mb", "daemon.cold_ms"], Measure);

    static IEnumerable<BenchRow> Measure(BenchContext context)
    {
        using var rig = new Rig();
        var socket = Path.Combine(context.Scratch, "d.sock");
        var started = Stopwatch.GetTimestamp();
        using var daemon = StartDaemon(context, rig.Path, socket);
        using var stream = Connect(socket, daemon);
        var latencies = new List<double>();
        double coldMs = 0, rssMb = 0, bytes = 0;
        var buffer = new byte[1 << 20];
        while (latencies.Count < Spectra)
        {
            var length = ReadMessage(stream, buffer);
            var now = Stopwatch.GetTimestamp();
            if (WireMessage.KindOf(buffer.AsSpan(0, length)) != MessageKind.Decision)
                continue;
            var decision = DecisionCodec.Read(buffer.AsMemory(0, length));
            if (latencies.Count == 0)
                coldMs = Stopwatch.GetElapsedTime(started, now).TotalMilliseconds;
            latencies.Add(Stopwatch.GetElapsedTime(rig.SentAt((int)decision.SpectrumId), now).TotalMilliseconds);
            bytes = Math.Max(bytes, length);
        }
        daemon.Refresh();
        rssMb = daemon.WorkingSet64 / 1e6;
        daemon.Kill();
        daemon.WaitForExit();
        var ordered = latencies.Skip(WarmUp).Order().ToArray();
        yield return new BenchRow("serial_to_decision.p50_ms", ordered[ordered.Length / 2], "ms");
        yield return new BenchRow("serial_to_decision.p99_ms", ordered[(int)(ordered.Length * 0.99)], "ms", Budget: 5);
        yield return new BenchRow("decision.bytes", bytes, "B");
        yield return new BenchRow("daemon.rss_mb", rssMb, "MB", Budget: 80);
        yield return new BenchRow("daemon.cold_ms", coldMs, "ms", Budget: 500);
    }

    static Process StartDaemon(BenchContext context, string line, string socket)
    {
        var config = Path.Combine(context.Scratch, "daemon.json");
        File.WriteAllText(config, $$"""
            {
              "instrument": { "port": {{Quote(line)}}, "laser_nm": 785, "integration_ms": 1, "dark": "none" },
              "model": {{Quote(context.Model)}},
              "acquire": { "mode": "period", "period_ms": 10 },
              "publish": { "socket": {{Quote(socket)}} }
            }
            """);
        // The published, trimmed program where tools/publish.sh made one: that is what runs onboard.
        var published = Path.Combine(context.Repository, "artifacts", "publish", "linux-x64", "roverramand");
        var program = File.Exists(published) ? published : context.Executable("RoverRaman.Daemon", "roverramand");
        return Process.Start(new ProcessStartInfo(program, ["--config", config]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
    }

    static string Quote(string text) => "\"" + JsonEncodedText.Encode(text) + "\"";

    static NetworkStream Connect(string path, Process daemon)
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                socket.Connect(new UnixDomainSocketEndPoint(path));
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (!daemon.HasExited)
            {
                socket.Dispose();
                Thread.Sleep(1); // not a spin: on two cores it would take one from the daemon that is starting
            }
        }
    }

    static int ReadMessage(NetworkStream stream, byte[] buffer)
    {
        stream.ReadExactly(buffer, 0, 4);
        var length = (int)BitConverter.ToUInt32(buffer);
        stream.ReadExactly(buffer, 0, length);
        return length;
    }

    /// <summary>A virtual STS on a pty that notes when it sends each spectrum.</summary>
    sealed class Rig : IDisposable
    {
        readonly StampedLine _line = new(PtyMaster.Create(null));
        readonly CancellationTokenSource _stop = new();
        readonly Thread _thread;

        public Rig()
        {
            var sts = new VirtualSts(new Detector(new DetectorOptions()), new SpectrumPlayer(Playlist.BuiltIn(), seed: 1));
            var host = new EmulatorHost(sts, new HostOptions());
            _thread = new Thread(() => host.Serve(_line, _stop.Token)) { IsBackground = true };
            _thread.Start();
        }

        public string Path => _line.Terminal;

        /// <summary>Stopwatch timestamp just before spectrum <paramref name="id"/> (from 1) went onto the line.</summary>
        public long SentAt(int id) => _line.SentAt(id - 1);

        public void Dispose()
        {
            _stop.Cancel();
            _thread.Join();
            _line.Dispose();
            _stop.Dispose();
        }
    }
}
