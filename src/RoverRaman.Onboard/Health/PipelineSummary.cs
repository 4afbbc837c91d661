using System.Globalization;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>The last line of the log: what was acquired, decided, written and lost, and how long it took.</summary>
sealed class PipelineSummary(
    AcquisitionCounters acquired, SlotRing<RawFrame> frames, ProcessingCounters processed, QueuedSink? journal, QueuedSink? link,
    SocketPublisher? publisher, LatencyHistogram socketLatency)
{
    public (string Key, object? Value)[] Fields()
    {
        var (file, line) = (journal?.Counters ?? default, link?.Counters ?? default);
        var local = publisher?.Counters ?? default;
        return [
            ("acquired", acquired.Spectra), ("decided", processed.Decided), ("lost", frames.Dropped), ("failed", processed.Failures),
            ("send_spectrum", processed.Of(TriageAction.SendSpectrum)), ("send_summary", processed.Of(TriageAction.SendSummary)),
            ("drop", processed.Of(TriageAction.Drop)), ("unusable", processed.Unusable),
            ("reconnects", Math.Max(0, acquired.Connections - 1)), ("acquire_failures", acquired.Failures), ("bytes_skipped", acquired.Link.BytesSkipped),
            ("journal_written", file.Written), ("journal_lost", file.Dropped + file.Lost), ("journal_failures", file.Failures),
            ("link_sent", line.Written), ("link_lost", line.Dropped + line.Lost), ("readers", local.Accepted), ("reader_drops", local.Dropped),
            ("decision_p50_ms", Milliseconds(processed.Latency, 0.5)), ("decision_p99_ms", Milliseconds(processed.Latency, 0.99)),
            ("socket_p50_ms", Milliseconds(socketLatency, 0.5)), ("socket_p99_ms", Milliseconds(socketLatency, 0.99)),
            ("socket_max_ms", (socketLatency.MaximumMicroseconds / 1000).ToString("0.000", CultureInfo.InvariantCulture))];
    }

    static string Milliseconds(LatencyHistogram latency, double share) => (latency.Percentile(share) / 1000).ToString("0.000", CultureInfo.InvariantCulture);
}
