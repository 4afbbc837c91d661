using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>Gathers the counters of all stages into the one message that shows what was lost, retried or replaced.</summary>
public sealed class HealthReporter(
    AcquisitionCounters acquisition, SlotRing<RawFrame> frames, ProcessingCounters processing, QueuedSink? journal, JournalWriter? journalFile,
    QueuedSink? link, SocketPublisher? publisher, CommandHandler commands, ISpectrumClassifier classifier, TimeProvider clock, ushort bootCount, long tornBytes, HeadKeeper? heads = null, ProductLink? products = null)
{
    readonly long _started = clock.GetTimestamp();

    /// <summary>Tells of board and instrument, or null where nothing is asked.</summary>
    internal BoardHealth? Board { get; set; }

    /// <summary>The counters now.</summary>
    public HealthRecord Take()
    {
        var now = clock.GetUtcNow();
        var health = new HealthRecord
        {
            BootCount = bootCount,
            UnixMilliseconds = now.ToUnixTimeMilliseconds(),
            TimeQuality = KernelClock.Quality(now),
            UptimeMilliseconds = (long)clock.GetElapsedTime(_started).TotalMilliseconds,
            HeadVersion = classifier.Classes.HeadVersion,
            DetectorCentiCelsius = acquisition.DetectorCelsius is { } celsius ? (int)Math.Round(100 * celsius) : null,
        };
        Board?.Fill(ref health);
        CountInstrument(ref health.Counters);
        CountSinks(ref health.Counters);
        if (products is not null)
            CountProducts(ref health.Counters, products);
        return health;
    }

    void CountInstrument(ref HealthCounters counters)
    {
        var line = acquisition.Link;
        counters[HealthCounter.SpectraAcquired] = acquisition.Spectra;
        counters[HealthCounter.DroppedAfterSerial] = frames.Dropped;
        counters[HealthCounter.LinkReconnects] = Math.Max(0, acquisition.Connections - 1);
        counters[HealthCounter.Timeouts] = line.Timeouts;
        counters[HealthCounter.BadFrames] = line.BadFrames;
        counters[HealthCounter.BytesSkipped] = line.BytesSkipped;
        counters[HealthCounter.Retries] = line.Retries;
        counters[HealthCounter.DeviceErrors] = line.DeviceErrors;
        counters[HealthCounter.SpectraDecided] = processing.Decided;
        counters[HealthCounter.Saturated] = processing.Saturated;
        counters[HealthCounter.Unusable] = processing.Unusable;
        counters[HealthCounter.InferenceFailures] = processing.Failures;
    }

    void CountSinks(ref HealthCounters counters)
    {
        var (file, line) = (journal?.Counters ?? default, link?.Counters ?? default);
        counters[HealthCounter.DroppedAfterTriage] = file.Dropped + file.Lost + line.Dropped + line.Lost;
        counters[HealthCounter.JournalRecords] = journalFile?.Decisions ?? 0;
        counters[HealthCounter.JournalWriteFailures] = file.Failures;
        counters[HealthCounter.JournalTornBytes] = tornBytes;
        counters[HealthCounter.LinkSent] = line.Written;
        counters[HealthCounter.LinkSendFailures] = line.Failures;
        if (publisher is not null)
        {
            counters[HealthCounter.SlowReaderDrops] = publisher.Counters.Dropped;
            counters[HealthCounter.ReadersAccepted] = publisher.Counters.Accepted;
        }
        counters[HealthCounter.CommandsReceived] = commands.Received;
        counters[HealthCounter.CommandsRefused] = commands.Refused;
        counters[HealthCounter.HeadSwaps] = heads?.Swaps ?? 0;
    }

    static void CountProducts(ref HealthCounters counters, ProductLink products)
    {
        var (store, session) = (products.Store, products.Session);
        counters[HealthCounter.ProductsStored] = store.Count(ProductState.Queued);
        counters[HealthCounter.ProductsSent] = store.Count(ProductState.Sent);
        counters[HealthCounter.ProductsAcknowledged] = store.Count(ProductState.Acknowledged);
        counters[HealthCounter.ProductsExpired] = store.Count(ProductState.Expired);
        counters[HealthCounter.ProductsSuperseded] = store.Count(ProductState.Superseded);
        counters[HealthCounter.ProductsRepeated] = session.Repeated;
        counters[HealthCounter.ProductsDropped] = products.Dropped;
        counters[HealthCounter.ProductWriteFailures] = store.WriteFailures;
        counters[HealthCounter.ProductSendFailures] = products.SendFailures;
        counters[HealthCounter.UplinkReceived] = session.Received;
        counters[HealthCounter.UplinkRefused] = session.Refused;
    }
}
