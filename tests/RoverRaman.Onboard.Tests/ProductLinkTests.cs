using System.Text;
using RoverRaman.Spectra;
using RoverRaman.TestSupport;
using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>The product link in the pipeline, and the commands that it takes.</summary>
public sealed class ProductLinkTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly StringWriter _log = new();

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    OnboardOptions Options(int count) => new()
    {
        Acquisition = new AcquisitionOptions { Period = TimeSpan.Zero, Count = count, QueueCapacity = 256, Dark = DarkMode.None, ReconnectFirst = TimeSpan.FromMilliseconds(1) },
        Journal = new JournalOptions { Path = _folder.At("j"), Fsync = FsyncPolicy.Never, QueueCapacity = 4096 },
        Products = new ProductLinkOptions
        {
            Store = new ProductStoreOptions { Path = _folder.At("products") },
            Session = new LinkSessionOptions { UseAcknowledgements = false, Envelope = LinkEnvelope.SpacePacket },
            File = _folder.At("down.bin"),
            QueueCapacity = 4096,
        },
    };

    bool Run(OnboardOptions options, FakeClassifier classifier, Action<int>? onAcquire = null)
    {
        using var service = new ServiceManager(null);
        var instrument = new FakeSpectrometer { Records = false, OnAcquire = (n, _) => onAcquire?.Invoke(n) };
        using var pipeline = new SciencePipeline(options, new FakeSource(instrument), new FramePreprocessor(533), classifier, new EventLog(_log, TimeProvider.System), service, TimeProvider.System);
        return pipeline.Run(CancellationToken.None);
    }

    [Fact]
    public void EachDecision_GoesDownAsAProduct_AndItsVerdictIntoTheJournal()
    {
        Assert.True(Run(Options(5), new FakeClassifier { Probability = 0.9f }));
        var sequences = new List<uint>();
        new LinkUnframer(LinkEnvelope.SpacePacket).Read(File.ReadAllBytes(_folder.At("down.bin")), unit =>
        {
            if (ProductUnit.KeyOf(unit) is { Kind: ProductKind.Standard } key)
                sequences.Add(key.Sequence);
        });
        Assert.Equal([1u, 2u, 3u, 4u, 5u], sequences.Order());
        var reader = new JournalReader(File.ReadAllBytes(_folder.At("j")));
        var verdicts = new List<uint>();
        while (reader.TryRead(out var message))
            if (WireMessage.KindOf(message.Span) == MessageKind.Verdict)
                verdicts.Add(TriageCodec.ReadVerdict(message).Sequence);
        Assert.Equal([1u, 2u, 3u, 4u, 5u], verdicts);
        Assert.Contains("expired=0", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void SpectrumToDecision_WithTheProductLink_AllocatesNothingOnItsThread()
    {
        List<long> processed = new(16);
        var classifier = new FakeClassifier();
        classifier.OnClassify = n =>
        {
            if (n is >= 300 and <= 800 && n % 100 == 0)
                processed.Add(GC.GetAllocatedBytesForCurrentThread());
        };
        var options = Options(900);
        Assert.True(Run(options with { Products = options.Products! with { QueueCapacity = 64 } }, classifier, n =>
        {
            while (n - classifier.Calls > 50)
                Thread.Yield();
        }));
        Assert.Equal(0, Allocations.Between(processed));
    }

    [Fact]
    public void Commands_AreCarriedOutOnce_AndAnswered()
    {
        var disk = new SimulatedDisk();
        using var store = new ProductStore(disk, new ProductStoreOptions { Path = "/d/p" });
        var session = new LinkSession(new LinkSessionOptions(), store, new Prioritiser(new()));
        var policy = new TriagePolicy();
        var recent = new RecentSpectra(4);
        var products = new ProductDesk(session, () => policy, recent, 0);
        var commands = new LinkCommands(session, products, (next, _) =>
        {
            var isNewer = next.Version > policy.Version;
            policy = isNewer ? next : policy;
            return isNewer;
        });
        recent.Add(new DecisionRecord { Sequence = 7 }, new float[Grid.Count]);

        Assert.Equal(CommandResult.Done, Handle(1, LinkOperation.Ping));
        Assert.Equal(CommandResult.Done, Handle(2, LinkOperation.SendSpectrum, 7));
        Assert.NotNull(store.Find(new(ProductKind.Near, 7)));
        store.Finish(ProductState.Acknowledged, [new(ProductKind.Near, 7)]);
        Assert.Equal(CommandResult.Done, Handle(2, LinkOperation.SendSpectrum, 7)); // the same command again
        Assert.Null(store.Find(new(ProductKind.Near, 7)));
        Assert.Equal(CommandResult.Unavailable, Handle(3, LinkOperation.SendSpectrum, 8));
        Assert.Equal(CommandResult.Malformed, Handle(4, LinkOperation.SendSpectrum, -1));
        Assert.Equal(CommandResult.Done, Handle(5, LinkOperation.SetPolicy, data: """{"version": 2, "diversity": 0}"""));
        Assert.Equal(0, policy.Diversity);
        Assert.Equal(CommandResult.Failed, Handle(6, LinkOperation.SetPolicy, data: """{"version": 2}"""));
        Assert.Equal(CommandResult.Malformed, Handle(7, LinkOperation.SetPolicy, data: "x"));
        Assert.Equal(CommandResult.Unavailable, Handle(8, LinkOperation.ActivateHead, 3));
        Assert.Equal(CommandResult.Unavailable, Handle(9, LinkOperation.Reprioritise, 2, 99, "\0"));
        Assert.Equal(CommandResult.Malformed, Handle(10, LinkOperation.Reprioritise, 2, 99, "too long"));
        Assert.Equal(CommandResult.Done, Handle(11, LinkOperation.SendCatalogue));
        Assert.Contains(store.Held, product => product.Stored.Key.Kind == ProductKind.Catalogue);
        Assert.Equal(CommandResult.UnknownCommand, Handle(12, (LinkOperation)99));

        CommandResult Handle(uint id, LinkOperation operation, long first = 0, long second = 0, string data = "") =>
            commands.Handle(new LinkCommand(id, operation, first, second, Encoding.UTF8.GetBytes(data))).Result;
    }

    [Fact]
    public void HeadCommand_ThatComesAgain_IsAnsweredAsTheFirstTime_AndNotCarriedOutAgain()
    {
        var rig = new HeadRig();
        using var keeper = rig.Start();
        var head = HeadRig.Head(2, 4);
        Assert.True(keeper.TakeOrder(HeadRig.Sign(head)).IsDone);
        using var store = new ProductStore(new SimulatedDisk(), new ProductStoreOptions { Path = "/d/p" });
        var session = new LinkSession(new LinkSessionOptions(), store, new Prioritiser(new()));
        var heads = new LinkHeads(new HeadCommands(keeper), new ProductDesk(session, () => new TriagePolicy(), new RecentSpectra(4), 0));

        for (var i = 0; i < 2; i++)
            Assert.True(Handle(MessageKind.ActivateHead, output => HeadCommandCodec.Write(output, new ActivateHead(51, HeadRig.IdOf(head), 0, false))));
        Assert.True(Handle(MessageKind.RollbackHead, output => HeadCommandCodec.Write(output, new RollbackHead(52))));
        Assert.True(Handle(MessageKind.RollbackHead, output => HeadCommandCodec.Write(output, new RollbackHead(52))));
        Assert.False(heads.Handle(MessageKind.Health, default));
        var replies = store.Held.OrderBy(product => product.Stored.Key.Sequence).Select(product => CommandCodec.ReadReply(ProductUnit.MessageOf(product.Stored.Body, out _))).ToArray();
        Assert.Equal([51u, 51u, 52u, 52u], replies.Select(reply => reply.CommandId));
        Assert.All(replies, reply => Assert.True(reply.Result == CommandResult.Done, reply.Text));
        Assert.Single(rig.Events, found => found.Step == HeadStep.TrialBegun);
        Assert.Single(rig.Events, found => found.Step == HeadStep.Reverted);

        bool Handle(MessageKind kind, Action<FixedBufferWriter> write)
        {
            var message = new FixedBufferWriter(256);
            write(message);
            return heads.Handle(kind, message.Written);
        }
    }

    [Fact]
    public void ProductOfTheLastRun_WaitsAgain_AndTheSequenceGoesOn()
    {
        var options = Options(3);
        options = options with { Journal = null, Products = options.Products! with { Session = options.Products!.Session with { UseAcknowledgements = true } } };
        Assert.True(Run(options, new FakeClassifier()));
        Assert.True(Run(options, new FakeClassifier()));
        using var store = new ProductStore(new DiskStorage(), options.Products!.Store);
        Assert.Equal([1u, 2u, 3u, 4u, 5u, 6u], store.Held.Where(product => product.Stored.Key.Kind == ProductKind.Standard).Select(product => product.Stored.Key.Sequence).Order());
    }
}
