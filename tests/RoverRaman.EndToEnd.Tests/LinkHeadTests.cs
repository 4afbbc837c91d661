using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Cli;
using RoverRaman.Ground;
using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Wire;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>Heads by the command line over the product link of the real daemon, without its socket.</summary>
public sealed class LinkHeadTests : IDisposable
{
    static readonly SigningKey Key = SigningKey.Create();

    readonly TestRig _rig = new();
    readonly int _ground = GroundLine.FreePort();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Head_UploadedActivatedAndConfirmedOverALineThatLosesAFifth_DecidesNext()
    {
        using var line = new LossyLine(_ground, loss: 0.2, seed: 5);
        Configure(line.Port, """ "confirm": "command" """);
        using var emulator = _rig.StartEmulator();
        emulator.WaitFor(_rig.Port);
        using var daemon = _rig.StartDaemon();
        daemon.WaitFor("ready");

        var (code, output) = await Head(["upload", Signed(8), .. Line, "--activate"]);
        Assert.True(code == 0, output);
        Assert.Contains("is validated", output, StringComparison.Ordinal);
        Assert.Contains("head version 8 is in use, on trial", output, StringComparison.Ordinal);
        using (var client = _rig.Connect())
            client.WaitForDecisionBy(8);

        (code, output) = await Head(["confirm", "8", .. Line]);
        Assert.True(code == 0, output);
        (code, output) = await Head(["list", .. Line, "--json"]);
        Assert.True(code == 0, output);
        var heads = JsonNode.Parse(output)!["heads"]!.AsArray();
        Assert.Equal(["active 8", "factory 7"], heads.Select(head => $"{head!["state"]} {head["version"]}"));
        Assert.True(line.Lost > 10);

        using var archive = new ProductArchive(_rig.At("a.db"));
        Assert.Contains(archive.Keys().Where(key => key.Kind == ProductKind.Standard), key => archive.Find(key)!.Summary!.Value.HeadVersion == 8);
    }

    [Fact]
    public async Task Upload_CutOff_AndTheDaemonKilled_GoesOnWhereItWas()
    {
        using var line = new LossyLine(_ground, loss: 0, seed: 5);
        Configure(line.Port, "");
        using var emulator = _rig.StartEmulator();
        emulator.WaitFor(_rig.Port);
        var file = Signed(8);
        string[] small = ["--mtu", "200"];
        var chunks = 0;
        using (var daemon = _rig.StartDaemon())
        {
            daemon.WaitFor("ready");
            line.ChunksUp = 5;
            var (cut, said) = await Head(["upload", file, .. Line, .. small, "--timeout", "3"]);
            Assert.True(cut == 1, said);
            Assert.Contains("found 5 of ", said, StringComparison.Ordinal);
            chunks = int.Parse(said.Split("found 5 of ")[1].Split(' ')[0], CultureInfo.InvariantCulture);
            daemon.Kill();
            daemon.WaitForExit();
        }
        using var again = _rig.StartDaemon();
        again.WaitFor("ready");
        line.ChunksUp = chunks - 5; // not one chunk comes twice
        var (code, output) = await Head(["upload", file, .. Line, .. small]);
        Assert.True(code == 0, output);
        Assert.Contains($": 5 of {chunks} chunks are onboard", output, StringComparison.Ordinal);
        Assert.Contains("head version 8", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_BesideAFollow_IsUploadedThroughItsRelay_AndActivatedByACommandOfTheLink()
    {
        Configure(_ground, """ "trial_spectra": 5, "trial_s": 1 """);
        var relay = $"udp://127.0.0.1:{GroundLine.FreePort()}";
        using var stop = new CancellationTokenSource();
        var follow = Downlink(stop.Token, "follow", $"udp://127.0.0.1:{_ground}", "--store", _rig.At("a.db"), "--envelope", "ccsds", "--relay", relay, "--report-every", "0.05", "--json");
        using var emulator = _rig.StartEmulator();
        emulator.WaitFor(_rig.Port);
        using var daemon = _rig.StartDaemon();
        daemon.WaitFor("ready");
        using var client = _rig.Connect();
        _ = client.WaitForHealth(health => health.Counters[HealthCounter.ProductsAcknowledged] >= 1);

        string[] beside = ["--to", relay, "--store", _rig.At("a.db"), "--envelope", "ccsds"];
        var (code, output) = await Head(["upload", Signed(8), .. beside]);
        Assert.True(code == 0, output);
        Assert.Equal(7u, client.NextDecision().HeadVersion);
        (code, output) = await Downlink(TestContext.Current.CancellationToken, "command", "activate-head", "8", "--id", "77", "--to", relay, "--envelope", "ccsds");
        Assert.True(code == 0, output);
        while (HeadReportCodec.ReadEvent(client.Next(MessageKind.HeadEvent)).Step != HeadStep.Confirmed) { }
        Assert.Equal(8u, client.NextDecision().HeadVersion);

        (code, output) = await Downlink(TestContext.Current.CancellationToken, "command", "activate-head", "9", "--id", "78", "--to", relay, "--envelope", "ccsds");
        Assert.True(code == 0, output);
        using var archive = new ProductArchive(_rig.At("a.db"));
        _ = client.WaitForHealth(_ => Replies(archive).Any(reply => reply.CommandId == 78));
        Assert.Equal(CommandResult.Done, Replies(archive).Single(reply => reply.CommandId == 77).Result);
        Assert.Equal((CommandResult.Unavailable, "expected one head of version 9 onboard, found 0"), Replies(archive).Where(reply => reply.CommandId == 78).Select(reply => (reply.Result, reply.Text)).Single());
        await stop.CancelAsync();
        Assert.Equal(0, (await follow).Code);
    }

    [Fact]
    public async Task Head_OfAStranger_IsRefusedOverTheLink_WithItsReason()
    {
        Configure(_ground, "");
        using var emulator = _rig.StartEmulator();
        emulator.WaitFor(_rig.Port);
        using var daemon = _rig.StartDaemon();
        daemon.WaitFor("ready");
        using var stranger = SigningKey.Create();
        var (code, output) = await Head(["upload", Signed(8, stranger), .. Line]);
        Assert.Equal(1, code);
        Assert.Contains("refused: UnknownKey: Expected a signature by one of 1 trusted keys", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Expected --socket PATH, or --link SOURCE")]
    [InlineData("Expected --store STORE, found none", "--link", "udp://127.0.0.1:9")]
    [InlineData("Expected --socket alone", "--link", "udp://127.0.0.1:9", "--store", "a.db", "--socket", "b")]
    public async Task Head_WithoutAWayToTheRobot_IsAnErrorOfUsage(string expected, params string[] options)
    {
        var (code, output) = await Head(["list", .. options]);
        Assert.Equal(2, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    string[] Line => ["--link", $"udp://127.0.0.1:{_ground}", "--store", _rig.At("a.db"), "--envelope", "ccsds", "--repeat", "0.5"];

    void Configure(int robotSendsTo, string heads)
    {
        File.WriteAllText(_rig.At("ring.pem"), new KeyRing([Key.Trusted("ground", KeyRole.Signer)]).ToPem());
        _rig.WriteConfig(text => text.Replace("\"model\": \"model\",", $$"""
            "model": "model",
            "heads": { "directory": "heads", "keys": ["ring.pem"]{{(heads.Length > 0 ? ", " : "")}}{{heads}} },
            "downlink": { "store": "downlink.rrj", "envelope": "ccsds", "transport": "udp", "address": "127.0.0.1:{{robotSendsTo}}", "listen": "127.0.0.1:0", "ack_timeout_s": 0.3 },
            """, StringComparison.Ordinal), acquire: """{ "mode": "period", "period_ms": 50 }""");
    }

    // The tiny model's head with one mineral more, signed, in a file.
    string Signed(uint version, SigningKey? key = null)
    {
        var head = ModelFolder.Open(_rig.At("model")).Head;
        var row = new float[head.Manifest.FeatureSize];
        row[0] = -1;
        var next = new HeadPackage(
            head.Manifest with { HeadVersion = version, Classes = [.. head.Manifest.Classes, new ClassName((ushort)(5000 + version), $"Taught {version}")] },
            [.. head.Weights, .. row], [.. head.Biases, -5]);
        var path = _rig.At($"{version}.rrhead");
        File.WriteAllBytes(path, SignedEnvelope.Of(next).SignedBy(key ?? Key).ToBytes());
        return path;
    }

    static List<CommandReply> Replies(ProductArchive archive) => [.. archive.Keys().Where(key => key.Kind == ProductKind.Message)
        .Select(key => ProductUnit.MessageOf(archive.Find(key)!.Body, out _)).Where(message => WireMessage.KindOf(message.Span) == MessageKind.CommandReply).Select(message => CommandCodec.ReadReply(message))];

    // The program as a user has it.
    static Task<(int Code, string Output)> Head(string[] arguments) => Task.Run(() => ChildProcess.Run(TestRig.Program("RoverRaman.Cli", "roverraman"), ["head", .. arguments]));

    static async Task<(int Code, string Output)> Downlink(CancellationToken cancellation, params string[] arguments)
    {
        using StringWriter output = new();
        var configuration = new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false };
        var parse = new RootCommand { DownlinkVerb.Create() }.Parse(["downlink", .. arguments]);
        Assert.Empty(parse.Errors);
        var code = await parse.InvokeAsync(configuration, cancellation);
        return (code, output.ToString());
    }
}
