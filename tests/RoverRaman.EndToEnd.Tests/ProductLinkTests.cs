using System.CommandLine;
using System.Globalization;
using RoverRaman.Cli;
using RoverRaman.Ground;
using RoverRaman.Heads;
using RoverRaman.Onboard;
using RoverRaman.Wire;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>The product link of the real daemon: followed and commanded over each kind of line, and killed at any time.</summary>
public sealed class ProductLinkTests
{
    const string Quick = """ "min_probability": 0, "confident": "send-spectrum", "quota_per_class": 0 """;

    static void Configure(TestRig rig, string section, string policy = "{ \"version\": 1," + Quick + "}", string more = "", string ackTimeout = "1")
    {
        File.WriteAllText(rig.At("policy.json"), policy);
        rig.WriteConfig(text => text.Replace("\"model\": \"model\",", $$"""
            "model": "model", {{more}}
            "downlink": { "store": "downlink.rrj", "envelope": "ccsds", "mtu": 8000, "ack_timeout_s": {{ackTimeout}}, "policy": "policy.json", {{section}} },
            """, StringComparison.Ordinal), acquire: """{ "mode": "period", "period_ms": 50 }""");
    }

    [Theory]
    [InlineData("udp")]
    [InlineData("tcp")]
    [InlineData("pty")]
    public async Task Daemon_FollowedAndCommanded_EverythingArrivesOnce_AndCommandsAreCarriedOut(string transport)
    {
        using var rig = new TestRig();
        using var line = new GroundLine(transport);
        Configure(rig, line.Section);
        var relay = $"udp://127.0.0.1:{GroundLine.FreePort()}";
        using var stop = new CancellationTokenSource();
        var follow = Run(stop.Token, "follow", line.Source, "--store", rig.At("a.db"), "--envelope", "ccsds", "--relay", relay, "--report-every", "0.05", "--json");
        using var emulator = rig.StartEmulator();
        emulator.WaitFor(rig.Port);
        using var daemon = rig.StartDaemon();
        daemon.WaitFor("ready");
        using var client = rig.Connect();
        _ = client.WaitForHealth(health => health.Counters[HealthCounter.ProductsAcknowledged] >= 5);

        using var archive = new ProductArchive(rig.At("a.db"));
        var wanted = client.NextDecision().Sequence;
        File.WriteAllText(rig.At("next.json"), "{ \"version\": 2, \"diversity\": 0," + Quick + "}");
        await Command(relay, "ping", "--id", "1");
        await Command(relay, "send-spectrum", wanted.ToString(CultureInfo.InvariantCulture), "lossless", "--id", "2");
        await Command(relay, "set-policy", rig.At("next.json"), "--id", "3");
        _ = client.WaitForHealth(_ => Replies(archive).Count >= 3 && archive.Find(new(ProductKind.Lossless, wanted)) is not null);
        Assert.All(Replies(archive), reply => Assert.True(reply.Result == CommandResult.Done, reply.Text));
        Assert.Equal([1u, 2u, 3u], Replies(archive).Select(reply => reply.CommandId).Order());
        client.WaitForVerdictBy(2);

        Assert.Equal(0, daemon.Stop());
        await stop.CancelAsync();
        var (code, output, error) = await follow;
        Assert.True(code == 0, error);
        Assert.Contains("\"undecodable\":0,\"bad_frames\":0", output, StringComparison.Ordinal);
        var keys = archive.Keys();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Equal(key, ProductUnit.KeyOf(archive.Find(key)!.Body)));
        // What the robot still holds and what is on the ground together are all decisions, each once.
        using var store = Open(rig);
        var standard = keys.Concat(store.Held.Select(product => product.Stored.Key)).Where(key => key.Kind == ProductKind.Standard).Select(key => key.Sequence).Distinct().Order();
        Assert.Equal(rig.ReadJournalDecisions().Select(decision => decision.Sequence), standard);
    }

    [Fact]
    public void Daemon_WithKeys_RefusesAPolicyThatIsUnsigned_OfAStranger_OrOld()
    {
        using SigningKey key = SigningKey.Create(), stranger = SigningKey.Create();
        using var rig = new TestRig();
        File.WriteAllText(rig.At("ring.pem"), new KeyRing([key.Trusted("ground", KeyRole.Signer)]).ToPem());
        using var ground = new GroundStation(rig.At("a.db"));
        var section = $""" "transport": "udp", "address": "127.0.0.1:{ground.Port}", "keys": ["ring.pem"] """;
        Configure(rig, section);
        var (code, output) = ChildProcess.Run(rig.DaemonProgram, "--config", rig.Config, "--check");
        Assert.Equal(2, code);
        Assert.Contains("$.downlink.policy: NotSigned: Expected a policy signed by a trusted key", output, StringComparison.Ordinal);

        File.WriteAllBytes(rig.At("policy.json"), Signed(key, 1));
        using var emulator = rig.StartEmulator();
        emulator.WaitFor(rig.Port);
        using var daemon = rig.StartDaemon();
        daemon.WaitFor("ready");
        Assert.Equal("NotSigned", Ask("{ \"version\": 2 }"u8.ToArray()));
        Assert.Equal("UnknownKey", Ask(Signed(stranger, 2)));
        Assert.Equal("CounterNotHigher", Ask(Signed(key, 1)));
        var changed = Signed(key, 2);
        changed[SignedEnvelope.HeaderSize + 14] ^= 1;
        Assert.Equal("BadSignature", Ask(changed));
        Assert.Equal("", Ask(Signed(key, 3)));
        Assert.Equal(0, daemon.Stop());
        ground.Drain(); // else the next command may go to where this daemon listened
        using var again = rig.StartDaemon(); // the policy that it kept is signed, too, and is used
        again.WaitFor("ready");
        Assert.Equal("CounterNotHigher", Ask(Signed(key, 3)));

        string Ask(byte[] policy)
        {
            for (var units = ground.Units; ground.Units == units;)
                ground.Turn(); // from now on it is known where this daemon listens
            var id = ground.Command(LinkOperation.SetPolicy, data: policy);
            CommandReply? reply = null;
            for (var waited = System.Diagnostics.Stopwatch.StartNew(); reply is null && waited.Elapsed < ChildProcess.Limit;)
            {
                ground.Turn();
                reply = Replies(ground.Archive).FirstOrDefault(found => found.CommandId == id);
            }
            Assert.True(reply is not null, $"no reply to command {id}");
            return reply.Result == CommandResult.Done ? "" : reply.Text.Split(':')[0];
        }
    }

    [Fact]
    public void Daemon_WithAnAgeLimit_CountsWhatAgedOutAsExpired_AndNeverSendsItAgain()
    {
        using var rig = new TestRig();
        using var ground = new GroundStation(rig.At("a.db")) { IsSilent = true };
        Configure(rig, $""" "transport": "udp", "address": "127.0.0.1:{ground.Port}", "max_age_s": 1.5 """, more: "", ackTimeout: "0.2");
        long stored;
        using (var emulator = rig.StartEmulator("--count", "10"))
        {
            emulator.WaitFor(rig.Port);
            using var daemon = rig.StartDaemon();
            daemon.WaitFor("ready");
            using var client = rig.Connect();
            // Every product is sent again and again, nobody acknowledges it, and its time ends; only messages of the emulator's end may still come.
            var health = client.WaitForHealth(found =>
            {
                ground.Turn();
                return found.Counters[HealthCounter.ProductsRepeated] > 10 && found.Counters[HealthCounter.ProductsStored] > 20
                    && found.Counters[HealthCounter.ProductsExpired] == found.Counters[HealthCounter.ProductsStored];
            });
            stored = health.Counters[HealthCounter.ProductsStored];
            Assert.Equal(0, health.Counters[HealthCounter.ProductsAcknowledged]);
            ground.Drain();
            Assert.True(ground.Units > ground.Arrived.Count, "expected repetitions while the products were held");
            ground.Done.UnionWith(ground.Arrived);
            for (var n = 0; n < 5; n++)
            {
                _ = client.WaitForHealth(_ => true); // five times the wait for an acknowledgement
                ground.Turn();
            }
            Assert.Equal(0, daemon.Stop());
        }
        ground.IsSilent = false;
        using (var again = rig.StartDaemon())
        {
            again.WaitFor("ready");
            using var client = rig.Connect();
            for (var n = 0; n < 5; n++)
            {
                _ = client.WaitForHealth(_ => true);
                ground.Turn();
            }
            Assert.Equal(0, again.Stop());
        }
        Assert.Empty(ground.Faults);
        using var store = Open(rig);
        Assert.DoesNotContain(store.Held, product => product.Stored.Key.Kind < ProductKind.Catalogue);
        Assert.True(stored > 20);
    }

    [Fact]
    public void Daemon_WhoseJournalIsRotatedAway_WhileTheGroundIsAway_StillBringsEveryDecisionDown()
    {
        using var rig = new TestRig();
        using var ground = new GroundStation(rig.At("a.db"));
        Configure(rig, $""" "transport": "udp", "address": "127.0.0.1:{ground.Port}" """, ackTimeout: "0.2");
        File.WriteAllText(rig.Config, File.ReadAllText(rig.Config).Replace("\"fsync\": \"never\"", "\"fsync\": \"never\", \"max_bytes\": 4096, \"old_files\": 1", StringComparison.Ordinal));
        using var emulator = rig.StartEmulator();
        emulator.WaitFor(rig.Port);
        using var daemon = rig.StartDaemon();
        daemon.WaitFor("ready");
        using var client = rig.Connect();
        var first = client.NextDecision().Sequence;
        // Nobody listens until the file with the first decision was deleted.
        client.WaitForHealth(_ => new[] { rig.Journal, rig.Journal + ".1" }.All(file => Lacks(file, first)));
        var last = client.NextDecision().Sequence;
        client.WaitForHealth(_ =>
        {
            ground.Turn();
            return ground.Arrived.Contains(new(ProductKind.Standard, last));
        });
        client.WaitForHealth(_ =>
        {
            ground.Turn();
            var down = ground.Arrived.Where(key => key.Kind == ProductKind.Standard).Select(key => key.Sequence).ToHashSet();
            return Enumerable.Range(1, (int)last).All(sequence => down.Contains((uint)sequence));
        });
        Assert.Equal(0, daemon.Stop());
        Assert.Empty(ground.Faults);

        static bool Lacks(string file, uint sequence)
        {
            try
            {
                var reader = new JournalReader(File.ReadAllBytes(file));
                while (reader.TryRead(out var message))
                    if (WireMessage.KindOf(message.Span) == MessageKind.Decision && DecisionCodec.Read(message.ToArray()).Sequence == sequence)
                        return false;
                return true;
            }
            catch (FileNotFoundException) // not there yet, or just being moved
            {
                return false;
            }
        }
    }

    /// <summary>kill -9 at any time with a live link: 4 times here, ROVERRAMAN_LINK_KILLS times by tools/kill-link.sh.</summary>
    [Fact]
    public void Daemon_KilledAtAnyTimeWithALiveLink_LosesNoProduct_AndSendsNoneAgain()
    {
        var (kills, seed) = KillCount.Read("ROVERRAMAN_LINK_KILLS", seed: 41);
        using var rig = new TestRig();
        using var ground = new GroundStation(rig.At("a.db"));
        Configure(rig, $""" "transport": "udp", "address": "127.0.0.1:{ground.Port}" """);
        var held = new HashSet<ProductKey>();
        var random = new Random(seed);
        using (var emulator = rig.StartEmulator())
        {
            emulator.WaitFor(rig.Port);
            for (var i = 0; i < kills; i++)
            {
                using var daemon = rig.StartDaemon();
                daemon.WaitFor("ready");
                // Most blows fall on a link in use, some on a start.
                for (var units = ground.Units; i % 5 != 4 && ground.Units == units;)
                    ground.Turn();
                var blow = TimeSpan.FromMilliseconds(random.Next(0, 400));
                for (var since = System.Diagnostics.Stopwatch.StartNew(); since.Elapsed < blow;)
                {
                    ground.Turn();
                    if (random.Next(10) == 0)
                        ground.Command(random.Next(2) == 0 ? LinkOperation.Ping : LinkOperation.SendSpectrum, ground.Archive.HighestSequence, 1);
                }
                daemon.Kill();
                daemon.WaitForExit();
                ground.Drain();
                Compare(rig, ground, held);
                Assert.True(ground.Faults.Count == 0, $"kill {i + 1}: {string.Join("; ", ground.Faults.Take(5))}");
            }
        }
        using var last = rig.StartDaemon(); // without an instrument: what waits goes down, nothing new comes
        last.WaitFor("ready");
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); Missing(ground, held).Count > 0 && waited.Elapsed < ChildProcess.Limit;)
            ground.Turn();
        Assert.Equal(0, last.Stop());
        Assert.Empty(Missing(ground, held));
        Assert.Empty(ground.Faults);
        Assert.True(ground.Arrived.Count > kills);
        Assert.Equal(ground.Archive.Count, ground.Arrived.Distinct().Count());
        Assert.Equal(ground.Arrived.Count, ground.Arrived.Distinct().Count());
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills (seed {seed}): {ground.Units} units, {ground.Archive.Count} products archived, {held.Count} were held at a kill, 0 lost, 0 doubled, 0 sent again after their end");
    }

    // What was on the robot's disk must come down in the end; what the ground has and the robot's disk no longer holds must never be sent again.
    static void Compare(TestRig rig, GroundStation ground, HashSet<ProductKey> held)
    {
        using var store = Open(rig);
        var now = store.Held.Select(product => product.Stored.Key).ToHashSet();
        held.UnionWith(now);
        ground.Done.Clear();
        ground.Done.UnionWith(ground.Arrived.Where(key => !now.Contains(key)));
        foreach (var product in store.Held)
            if (ground.Archive.Find(product.Stored.Key) is { } there && !there.Body.Span.SequenceEqual(product.Stored.Body.Span))
                ground.Faults.Add($"{product.Stored.Key} is held with other bytes than are on the ground");
    }

    static List<ProductKey> Missing(GroundStation ground, HashSet<ProductKey> held)
    {
        var arrived = ground.Arrived.ToHashSet();
        return [.. held.Where(key => !arrived.Contains(key) && !IsContained(key, arrived))];
    }

    // A picture of a spectrum that is on the ground is no longer sent.
    static bool IsContained(ProductKey key, HashSet<ProductKey> arrived) => key.Kind is ProductKind.Thumbnail64 or ProductKind.Thumbnail256 or ProductKind.Near
        && (arrived.Contains(key with { Kind = ProductKind.Lossless }) || (key.Kind != ProductKind.Near && arrived.Contains(key with { Kind = ProductKind.Near })));

    // A copy: opening cuts what the blow has torn, and that is for the daemon to do.
    static ProductStore Open(TestRig rig)
    {
        File.Copy(rig.At("downlink.rrj"), rig.At("copy.rrj"), overwrite: true);
        return new ProductStore(new DiskStorage(), new ProductStoreOptions { Path = rig.At("copy.rrj") });
    }

    static byte[] Signed(SigningKey key, int version) =>
        SignedEnvelope.OfPolicy(System.Text.Encoding.UTF8.GetBytes($"{{ \"version\": {version}, {Quick} }}")).SignedBy(key).ToBytes();

    static List<CommandReply> Replies(ProductArchive archive) => [.. archive.Keys().Where(key => key.Kind == ProductKind.Message)
        .Select(key => ProductUnit.MessageOf(archive.Find(key)!.Body, out _)).Where(message => WireMessage.KindOf(message.Span) == MessageKind.CommandReply).Select(message => CommandCodec.ReadReply(message))];

    static async Task Command(string target, params string[] arguments)
    {
        var (code, _, error) = await Run(TestContext.Current.CancellationToken, ["command", .. arguments, "--to", target, "--envelope", "ccsds"]);
        Assert.True(code == 0, error);
    }

    static async Task<(int Code, string Output, string Error)> Run(CancellationToken cancellation, params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        var parse = new RootCommand { DownlinkVerb.Create() }.Parse(["downlink", .. arguments]);
        Assert.Empty(parse.Errors);
        var code = await parse.InvokeAsync(configuration, cancellation);
        return (code, output.ToString(), error.ToString());
    }
}
