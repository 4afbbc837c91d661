using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using RoverRaman.Inference;
using RoverRaman.Onboard;
using RoverRaman.Spectra;
using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Ground.Tests;

/// <summary>Decisions at full speed through journal, product store and link into the archive: 2,000 here, ROVERRAMAN_SOAK of them by tools/soak.sh.</summary>
/// <remarks>Runs alone: descriptors and heap are those of the whole process.</remarks>
[Collection(nameof(SoakTest))]
[CollectionDefinition(nameof(SoakTest), DisableParallelization = true)]
public sealed class SoakTest : IDisposable
{
    const int Intervals = 10;
    const int Ahead = 1000; // decisions that may be under way: less than any buffer or store holds, so that nothing has to be dropped
    const int AheadOfStore = 48;

    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Decisions_AtFullSpeed_AreAllInJournalAndArchive_AndNothingGrows()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("ROVERRAMAN_SOAK"), CultureInfo.InvariantCulture, out var given) ? given : 2000;
        var log = new EventLog(TextWriter.Null, TimeProvider.System);
        var journalOptions = new JournalOptions { Path = _folder["journal.rrj"], Fsync = FsyncPolicy.Never, QueueCapacity = 2 * Ahead, OldFiles = 1000 };
        var journal = new QueuedSink("journal", new JournalWriter(journalOptions, new JournalState()), journalOptions.QueueCapacity, log, TimeProvider.System);
        var policy = new TriagePolicy { Products = [.. Enumerable.Repeat<IReadOnlyList<ProductKind>>([ProductKind.Standard], 4)] };
        using var wire = new Loopback();
        using var link = new ProductLink(
            new ProductLinkOptions { Store = new ProductStoreOptions { Path = _folder["downlink.rrj"], Capacity = 4 * Ahead }, Session = new LinkSessionOptions { AcknowledgeTimeout = 60_000 } },
            new DiskStorage(), policy, log, TimeProvider.System, 1, wire);
        using var archive = new ProductArchive(_folder["a.db"]);
        var ground = new LinkReceiver(archive, LinkEnvelope.Cobs);
        using var stop = new CancellationTokenSource();
        Thread[] threads = [new(journal.Run), new(link.Run), new(() => Receive(ground, wire, stop.Token))];
        foreach (var thread in threads)
            thread.Start();

        var router = new MessageRouter(journal, null, null);
        var figures = Produce(count, link, journal, router);
        SpinWait.SpinUntil(() => link.Store.Count(ProductState.Acknowledged) == count, TimeSpan.FromMinutes(1));
        link.Close();
        journal.Close();
        threads[0].Join();
        threads[1].Join();
        stop.Cancel();
        threads[2].Join();

        Assert.Equal(count, archive.Count);
        Assert.Equal(Enumerable.Range(1, count).Select(i => (uint)i), archive.Keys().Select(key => key.Sequence));
        Assert.Equal((count, 0, 0), (link.Store.Count(ProductState.Acknowledged), link.Store.Count(ProductState.Expired), link.Dropped));
        Assert.Equal((0L, 0L), (journal.Counters.Dropped, journal.Counters.Lost));
        Assert.Equal(count, JournalDecisions());
        var (settled, last) = (figures[Intervals / 2], figures[^1]);
        Assert.True(last.Descriptors <= settled.Descriptors + 2, $"descriptors grew from {settled.Descriptors} to {last.Descriptors}");
        Assert.True(last.Heap <= settled.Heap + (8 << 20), $"memory grew from {settled.Heap >> 10} KiB to {last.Heap >> 10} KiB");
    }

    static List<(long Heap, int Descriptors)> Produce(int count, ProductLink link, QueuedSink journal, MessageRouter router)
    {
        var figures = new List<(long, int)>();
        var random = new Random(11);
        var (grid, features, since) = (new float[Grid.Count], new float[64], Stopwatch.StartNew());
        for (var i = 1; i <= count; i++)
        {
            for (var k = 0; k < features.Length; k++)
                features[k] = random.NextSingle();
            var identification = new Identification { Count = 1, HeadVersion = 1 };
            identification.Top[0] = new((ushort)(i % 100), 0.95f);
            var verdict = link.Desk.Judge(QualityFlags.None, identification, features);
            var decision = new DecisionRecord { Sequence = (uint)i, SpectrumId = (uint)i, BootCount = 1, Action = verdict.Action, TopCount = 1, HeadVersion = 1 };
            decision.Top[0] = new((ushort)(i % 100), 9500);
            router.Decide(decision, grid, 0);
            link.Desk.Take(decision, verdict, grid, features);
            var n = i;
            SpinWait.SpinUntil(() => n - link.Store.Count(ProductState.Queued) < AheadOfStore && n - link.Store.Count(ProductState.Acknowledged) < Ahead && journal.Counters.Offered - journal.Counters.Written < Ahead);
            if (i % Math.Max(1, count / Intervals) == 0)
                figures.Add(Measure(i, since.Elapsed));
        }
        return figures;
    }

    static (long Heap, int Descriptors) Measure(int decisions, TimeSpan elapsed)
    {
        var (heap, descriptors) = (GC.GetTotalMemory(forceFullCollection: true), Directory.GetFiles("/proc/self/fd").Length);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{decisions} decisions in {elapsed.TotalSeconds:0.0} s ({decisions / elapsed.TotalSeconds:0}/s): heap {heap >> 10} KiB, resident {Environment.WorkingSet >> 20} MiB, {descriptors} descriptors"));
        return (heap, descriptors);
    }

    int JournalDecisions() => Directory.GetFiles(Path.GetDirectoryName(_folder["x"])!, "journal.rrj*").Sum(file =>
    {
        var (reader, decisions) = (new JournalReader(File.ReadAllBytes(file)), 0);
        while (reader.TryRead(out var message))
            decisions += WireMessage.KindOf(message.Span) == MessageKind.Decision ? 1 : 0;
        return decisions;
    });

    static void Receive(LinkReceiver ground, Loopback wire, CancellationToken stop)
    {
        var framer = new LinkFramer(LinkEnvelope.Cobs, isCommand: true);
        var frame = new byte[LinkFramer.MaxFrame];
        while (!stop.IsCancellationRequested)
        {
            for (var i = 0; i < 256 && wire.Down.TryTake(out var bytes, 1, CancellationToken.None); i++)
                ground.ReadDatagram(bytes, 0);
            if (ground.Report() is not { } report)
                continue;
            var output = new System.Buffers.ArrayBufferWriter<byte>();
            LinkReportCodec.Write(output, report);
            wire.Up.Enqueue(frame[..framer.Write(output.WrittenSpan, ProductKind.Message, SpacePacketSegment.Unsegmented, 0, frame)]);
        }
    }

    /// <summary>A line within this process that loses nothing.</summary>
    sealed class Loopback : ILinkTransport
    {
        public BlockingCollection<byte[]> Down { get; } = [];

        public ConcurrentQueue<byte[]> Up { get; } = new();

        public string Name => "loopback";

        public bool IsDatagram => true;

        public void Send(ReadOnlySpan<byte> frame) => Down.Add(frame.ToArray());

        public int Receive(Span<byte> buffer)
        {
            if (!Up.TryDequeue(out var frame))
                return 0;
            frame.CopyTo(buffer);
            return frame.Length;
        }

        // The link disposes of its transport at its end; the ground still takes what was sent.
        public void Dispose() { }
    }
}
