using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>Heads change while the pipeline works at full speed.</summary>
public sealed class HeadSwapTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Every version has class ids of its own. Each decision must name a class of its version, after that version's table, and no
    /// spectrum may be missing. ROVERRAMAN_FULL=1: 100,000 swaps.
    /// </summary>
    [Fact]
    public void SwapsUnderLoad_TearNothing_LoseNothing_AndEachHeadIsAnnounced()
    {
        var swaps = Environment.GetEnvironmentVariable("ROVERRAMAN_FULL") == "1" ? 100_000 : 2_000;
        var slot = new HeadSlot(HeadRig.Shape, 32);
        slot.Swap(Head(1));
        var classifier = new SlotClassifier(slot, HeadRig.Axis(1));
        using var wanted = new SemaphoreSlim(0);
        var done = 0;
        // A swap is wanted with each spectrum, and may be at most one behind: it falls at no fixed place within one.
        classifier.OnClassify = () =>
        {
            wanted.Release();
            while (Volatile.Read(ref done) < classifier.Calls)
                Thread.Yield();
        };
        var instrument = new FakeSpectrometer { Records = false };
        instrument.OnAcquire = (n, _) =>
        {
            while (n - classifier.Calls > 100)
                Thread.Yield();
        };
        var swapper = new Thread(() =>
        {
            for (var i = 1; i <= swaps; i++)
            {
                wanted.Wait();
                slot.Swap(Head((uint)i + 1));
                Volatile.Write(ref done, i);
            }
        })
        { IsBackground = true };
        swapper.Start();
        using var service = new ServiceManager(null);
        var options = new OnboardOptions
        {
            Acquisition = new AcquisitionOptions { Period = TimeSpan.Zero, Count = swaps, QueueCapacity = 256, Dark = DarkMode.None },
            Journal = new JournalOptions { Path = _folder.At("j"), Fsync = FsyncPolicy.Never, QueueCapacity = 1 << 18, MaximumBytes = 1 << 30 },
        };
        using (var pipeline = new SciencePipeline(options, new FakeSource(instrument), new FramePreprocessor(533), classifier, EventLog.None, service, TimeProvider.System))
            Assert.True(pipeline.Run(CancellationToken.None));
        swapper.Join();
        Check(swaps);
    }

    void Check(int spectra)
    {
        var reader = new JournalReader(File.ReadAllBytes(_folder.At("j")));
        var (announced, versions, expected) = (0u, new HashSet<uint>(), 1u);
        while (reader.TryRead(out var message))
            switch (WireMessage.KindOf(message.Span))
            {
                case MessageKind.ClassTable:
                    announced = ClassTableCodec.Read(message).HeadVersion;
                    break;
                case MessageKind.Decision:
                    var decision = DecisionCodec.Read(message);
                    Assert.Equal((expected++, announced), (decision.SpectrumId, decision.HeadVersion));
                    Assert.Equal(FirstId(decision.HeadVersion) + 1, decision.Top[0].ClassId);
                    versions.Add(decision.HeadVersion);
                    break;
            }
        Assert.Equal((uint)spectra + 1, expected);
        Assert.True(versions.Count > spectra / 10, $"only {versions.Count} of {spectra} heads decided something");
    }

    static int FirstId(uint version) => (int)(version % 60_000) + 1;

    static HeadPackage Head(uint version)
    {
        var head = HeadRig.Head(version);
        return head with { Manifest = head.Manifest with { Classes = [.. Enumerable.Range(0, 3).Select(i => new ClassName((ushort)(FirstId(version) + i), $"{version}/{i}"))] } };
    }

    [Fact]
    public void HeadThroughTheSocketsCommands_IsUsedByThePipeline_AndTold()
    {
        var rig = new HeadRig();
        using var keeper = rig.Start();
        var commands = new HeadCommands(keeper);
        var sink = new FakeSink();
        var replies = new List<(uint Id, CommandResult Result, string Text)>();
        var content = HeadRig.Sign(HeadRig.Head(2, 4));
        var begin = HeadRig.BeginOf(content);
        Send(buffer => UploadCodec.Write(buffer, begin));
        for (var i = 0; i * begin.ChunkSize < content.Length; i++)
        {
            var message = HeadRig.ChunkOf(content, begin, i).Message;
            Assert.InRange(message.Length, 1, 32);
            Assert.True(commands.TryHandle(MessageKind.UploadChunk, message, sink, (id, result, text) => replies.Add((id, result, text))));
        }
        Assert.Equal((5u, CommandResult.Done), (replies[^1].Id, replies[^1].Result));
        Send(buffer => HeadCommandCodec.Write(buffer, new ActivateHead(6, HeadRig.IdOf(HeadRig.Head(2, 4)), 0, false)));
        Assert.Equal(103, rig.Spectrum(keeper, 1, HeadRig.Axis(3)).Top[0].ClassId);
        Send(buffer => HeadCommandCodec.Write(buffer, new HeadListCommand(8)));
        Assert.Equal([HeadState.Trial, HeadState.Factory], sink.Messages.Where(m => m.Kind == MessageKind.HeadStatus).Select(m => HeadReportCodec.ReadStatus(m.Payload).State));
        Send(buffer => UploadCodec.Write(buffer, begin));
        Assert.Equal(UploadState.Complete, UploadCodec.ReadStatus(sink.Messages[^1].Payload).State);
        Assert.DoesNotContain(replies, r => r.Result != CommandResult.Done);

        void Send(Action<FixedBufferWriter> write)
        {
            var buffer = new FixedBufferWriter(128);
            write(buffer);
            var message = buffer.Written.ToArray();
            Assert.True(commands.TryHandle(WireMessage.KindOf(message)!.Value, message, sink, (id, result, text) => replies.Add((id, result, text))));
        }
    }
}
