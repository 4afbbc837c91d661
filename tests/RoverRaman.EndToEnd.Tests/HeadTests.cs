using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Wire;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>Heads over the socket of the real daemon, and the daemon killed at any time.</summary>
public sealed class HeadTests
{
    static readonly SigningKey Key = SigningKey.Create();

    static TestRig Rig(string more = "")
    {
        var rig = new TestRig();
        File.WriteAllText(rig.At("ring.pem"), new KeyRing([Key.Trusted("ground", KeyRole.Signer)]).ToPem());
        rig.WriteConfig(text => text.Replace("\"model\": \"model\",", $$"""
            "model": "model", "heads": { "directory": "heads", "keys": ["ring.pem"], "trial_spectra": 20, "max_starts": 100 {{more}} },
            """, StringComparison.Ordinal));
        return rig;
    }

    // The tiny model's head with one mineral more, which lives on a feature that is there.
    static HeadPackage Next(TestRig rig, uint version)
    {
        var head = ModelFolder.Open(rig.At("model")).Head;
        var row = new float[head.Manifest.FeatureSize];
        row[0] = -1;
        return new HeadPackage(
            head.Manifest with { HeadVersion = version, Classes = [.. head.Manifest.Classes, new ClassName(5008, "Taught")] },
            [.. head.Weights, .. row], [.. head.Biases, -5]);
    }

    static byte[] Message(Action<FixedBufferWriter> write)
    {
        var buffer = new FixedBufferWriter(8192);
        write(buffer);
        return buffer.Written.ToArray();
    }

    static ulong IdOf(HeadPackage head) => ulong.Parse(head.Hash().AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    static CommandReply Upload(DaemonClient client, byte[] content, int chunk, uint id)
    {
        var begin = new UploadBegin(id, 3, (uint)content.Length, (ushort)chunk, BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(content)));
        client.Send(Message(b => UploadCodec.Write(b, begin)));
        var status = UploadCodec.ReadStatus(client.Next(MessageKind.UploadStatus));
        for (var i = (int)status.Total - 1; i >= 0; i--)
            client.Send(Message(b => UploadCodec.WriteChunk(b, 3, (ushort)i, content.AsSpan(i * chunk, Math.Min(chunk, content.Length - i * chunk)))));
        return CommandCodec.ReadReply(client.Next(MessageKind.CommandReply));
    }

    [Fact]
    public void SignedHead_UploadedToARunningDaemon_DecidesWithoutARestart_AndIsConfirmed()
    {
        using var rig = Rig();
        using var emulator = rig.StartEmulator();
        emulator.WaitFor(rig.Port);
        using var daemon = rig.StartDaemon();
        daemon.WaitFor("ready");
        using var client = rig.Connect();
        Assert.Equal(7u, client.NextDecision().HeadVersion);

        var head = Next(rig, 8);
        var uploaded = Upload(client, SignedEnvelope.Of(head).SignedBy(Key).ToBytes(), 1000, 50);
        Assert.True(uploaded.Result == CommandResult.Done, uploaded.Text);
        var activated = client.Ask(Message(b => HeadCommandCodec.Write(b, new ActivateHead(51, IdOf(head), 0, false))));
        Assert.True(activated.Result == CommandResult.Done, activated.Text);
        while (ClassTableCodec.Read(client.Next(MessageKind.ClassTable)).HeadVersion != 8)
        {
        }
        Assert.Equal(8u, client.NextDecision().HeadVersion);
        while (HeadReportCodec.ReadEvent(client.Next(MessageKind.HeadEvent)).Step != HeadStep.Confirmed)
        {
        }
        using var late = rig.Connect();
        Assert.Equal(8u, ClassTableCodec.Read(late.Next(MessageKind.ClassTable)).HeadVersion);
        Assert.Equal(0, daemon.Stop());

        using var again = rig.StartDaemon();
        again.WaitFor("ready");
        using var reader = rig.Connect();
        Assert.Equal(8u, reader.NextDecision().HeadVersion);
    }

    [Fact]
    public void HeadOfAStranger_IsRefusedWithItsReason()
    {
        using var rig = Rig();
        using var daemon = rig.StartDaemon();
        daemon.WaitFor("ready");
        using var client = rig.Connect();
        using var stranger = SigningKey.Create();
        var reply = Upload(client, SignedEnvelope.Of(Next(rig, 8)).SignedBy(stranger).ToBytes(), 4000, 50);
        Assert.Equal(CommandResult.Failed, reply.Result);
        Assert.StartsWith("UnknownKey: Expected a signature by one of 1 trusted keys", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_NamesWhatIsWrongWithTheHeadsSection()
    {
        using var rig = Rig(""", "trial_spectra": 0, "keyz": [] """);
        File.WriteAllText(rig.At("ring.pem"), "nothing");
        var (code, output) = ChildProcess.Run(rig.DaemonProgram, "--config", rig.Config, "--check");
        Assert.Equal(2, code);
        foreach (var expected in (string[])["$.heads.keys: Expected at least one public key", "$.heads.trial_spectra", "$.heads.keyz: unknown key; did you mean keys?"])
            Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    /// <summary>kill -9 at any time while heads come and are tried: 4 times here, ROVERRAMAN_KILLS times by tools/kill-loop.sh.</summary>
    [Fact]
    public void Daemon_KilledAtAnyTime_StartsWithAVerifiedHead_AndCountersThatNeverFall()
    {
        var (kills, seed) = KillCount.Read("ROVERRAMAN_KILLS", seed: 29);
        using var rig = Rig();
        using var emulator = rig.StartEmulator();
        emulator.WaitFor(rig.Port);
        var random = new Random(seed);
        var (version, floor) = (8u, 7u);
        for (var i = 0; i < kills; i++)
        {
            using var daemon = rig.StartDaemon();
            daemon.WaitFor("ready");
            using var client = rig.Connect();
            floor = CheckState(client, floor, version);
            var blow = (int)Math.Pow(1000, random.NextDouble()); // 1 ms to 1 s: while a head comes, is tried, is confirmed
            var killer = new Thread(() =>
            {
                Thread.Sleep(blow); // the time of the blow, not a wait for anything
                daemon.Kill();
            });
            killer.Start();
            try
            {
                while (true)
                {
                    var head = Next(rig, ++version);
                    var uploaded = Upload(client, SignedEnvelope.Of(head).SignedBy(Key).ToBytes(), 200, 50);
                    Assert.True(uploaded.Result == CommandResult.Done, uploaded.Text);
                    var activated = client.Ask(Message(b => HeadCommandCodec.Write(b, new ActivateHead(51, IdOf(head), 2, false))));
                    Assert.True(activated.Result == CommandResult.Done || activated.Text.StartsWith(nameof(HeadReason.TrialUnderWay), StringComparison.Ordinal), activated.Text);
                    // Every third head is followed by another one in the middle of its trial.
                    while (version % 3 != 0 && HeadReportCodec.ReadEvent(client.Next(MessageKind.HeadEvent)).Step != HeadStep.Confirmed)
                    {
                    }
                }
            }
            catch (Exception e) when (e is System.Net.Sockets.SocketException or EndOfStreamException)
            {
            }
            finally
            {
                killer.Join();
            }
            daemon.WaitForExit();
        }
        using var last = rig.StartDaemon();
        last.WaitFor("ready");
        Assert.DoesNotContain("LogDamaged", last.Output, StringComparison.Ordinal);
        using var final = rig.Connect();
        var confirmed = CheckState(final, floor, version);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills (seed {seed}): heads 9 to {version} were sent, {confirmed} is the highest confirmed, a verified head at each start, no counter fell");
    }

    static uint CheckState(DaemonClient client, uint floor, uint newest)
    {
        var decision = client.NextDecision();
        Assert.InRange(decision.HeadVersion, 7u, newest);
        Assert.NotEqual(0, decision.TopCount);
        var reply = client.Ask(Message(b => HeadCommandCodec.Write(b, new HeadListCommand(1))));
        var found = uint.Parse(reply.Text.Split(' ')[3].TrimEnd(';'), CultureInfo.InvariantCulture);
        Assert.True(found >= floor, $"the highest confirmed version fell from {floor} to {found}");
        return found;
    }
}
