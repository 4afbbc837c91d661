using System.Net;
using System.Net.Sockets;
using RoverRaman.Wire;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>The whole line: a virtual instrument on a pty, the real daemon, a program that reads decisions.</summary>
public sealed class FirstLightTests
{
    const string Python = "/usr/bin/python3";

    [Fact]
    public void Daemon_WithAnInstrumentOnAPty_NamesEveryMineral_AndLosesNone()
    {
        using var rig = new TestRig();
        rig.WriteConfig(acquire: """{ "mode": "period", "period_ms": 0, "count": 40 }""");
        using var emulator = rig.StartEmulator("--truth", rig.At("truth.jsonl"), "--seed", "3");
        emulator.WaitFor(rig.Port);
        using var daemon = rig.StartDaemon();
        Assert.Equal(0, daemon.WaitForExit());

        var truth = rig.ReadTruth();
        var decisions = rig.ReadJournalDecisions();
        Assert.Equal(40, decisions.Count);
        Assert.Equal(truth[..40], decisions.Select(TestRig.NameOf));
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (uint)i), decisions.Select(d => d.Sequence));
        Assert.All(decisions, d => Assert.Equal((1, 7u), (d.BootCount, d.HeadVersion)));
        var last = daemon.WaitFor("stopped");
        Assert.Equal((40, 40, 0), (TestRig.Field(last, "acquired"), TestRig.Field(last, "decided"), TestRig.Field(last, "lost")));
    }

    [Fact]
    public void Socket_GivesHelloClassesAndLastDecisionFirst_ThenWhatComes()
    {
        using var rig = new TestRig();
        using var emulator = rig.StartEmulator();
        emulator.WaitFor(rig.Port);
        using var daemon = rig.StartDaemon();
        daemon.WaitFor("ready");
        using (var early = rig.Connect())
            early.NextDecision();
        using var late = rig.Connect();

        Assert.Equal("roverramand", HelloCodec.Read(late.Next()!).Software);
        Assert.Equal(TinyModel.Minerals.Count, ClassTableCodec.Read(late.Next()!).Classes.Count);
        Assert.Equal(MessageKind.Health, WireMessage.KindOf(late.Next()));
        var retained = DecisionCodec.Read(late.Next()!);
        var next = late.NextDecision();
        Assert.Equal(retained.Sequence + 1, next.Sequence);
    }

    [Fact]
    public void Socket_IsReadByPythonMsgpack()
    {
        Assert.SkipUnless(File.Exists(Python) && ChildProcess.Run(Python, "-c", "import msgpack").Code == 0, "python3-msgpack is not installed");
        using var rig = new TestRig();
        using var emulator = rig.StartEmulator();
        emulator.WaitFor(rig.Port);
        using var daemon = rig.StartDaemon();
        daemon.WaitFor("ready");
        var (code, output) = ChildProcess.Run(Python, "-c", """
            import socket, struct, sys, msgpack
            s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); f = s.makefile("rb")
            names, decided = {}, 0
            while decided < 5:
                message = msgpack.unpackb(f.read(struct.unpack("<I", f.read(4))[0]))
                if message[0] == 2: names = dict(zip(message[3][::2], message[3][1::2]))
                if message[0] == 3:
                    assert len(message) == 15 and 0 < message[10][1] <= 10000, message
                    print(message[1], names[message[10][0]]); decided += 1
            """, rig.Socket);
        Assert.True(code == 0, output);
        Assert.Equal(5, output.Split('\n').Length);
    }

    [Fact]
    public void Link_OverUdp_CarriesDecisionsAndInterestingSpectraAsCobsFrames()
    {
        using var ground = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = (int)ChildProcess.Limit.TotalMilliseconds };
        ground.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var rig = new TestRig();
        rig.WriteConfig(
            text => text.Replace("\"model\": \"model\",", "\"model\": \"model\", \"triage\": { \"confident\": \"send-spectrum\" },", StringComparison.Ordinal),
            """{ "mode": "period", "period_ms": 0, "count": 5 }""", $$"""{ "kind": "udp", "address": "{{ground.LocalEndPoint}}", "class_table": true }""");
        using var emulator = rig.StartEmulator();
        emulator.WaitFor(rig.Port);
        using var daemon = rig.StartDaemon();
        var messages = ReceiveUntilFinalHealth(ground);

        Assert.Equal(0, daemon.WaitForExit());
        var decided = messages.Where(m => WireMessage.KindOf(m) == MessageKind.Decision).Select(m => DecisionCodec.Read(m)).ToList();
        var spectra = messages.Where(m => WireMessage.KindOf(m) == MessageKind.Spectrum).Select(m => SpectrumCodec.Read(m)).ToList();
        Assert.Equal(5, decided.Count);
        Assert.Equal(decided.Select(d => d.SpectrumId), spectra.Select(s => s.SpectrumId));
        Assert.All(spectra, s => Assert.True(s.Values.Max() > 100)); // real counts, not scaled
        Assert.Contains(messages, m => WireMessage.KindOf(m) == MessageKind.ClassTable);
    }

    static List<byte[]> ReceiveUntilFinalHealth(Socket ground)
    {
        var messages = new List<byte[]>();
        var frames = new CobsFrameReader();
        var datagram = new byte[70_000];
        while (true)
        {
            ReadOnlySpan<byte> input = datagram.AsSpan(0, ground.Receive(datagram));
            Assert.True(frames.TryRead(ref input, out var message));
            messages.Add(message.ToArray());
            if (WireMessage.KindOf(message.Span) == MessageKind.Health && HealthCodec.Read(message).Counters[HealthCounter.SpectraDecided] == 5)
                return messages;
        }
    }
}
