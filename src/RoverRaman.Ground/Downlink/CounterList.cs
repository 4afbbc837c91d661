namespace RoverRaman.Ground;

/// <summary><see cref="DownlinkCounters"/> by name, in one order for tables and JSON.</summary>
public static class CounterList
{
    /// <summary>All counters, snake_case.</summary>
    public static IEnumerable<(string Name, long Value)> Of(DownlinkCounters counters) =>
    [
        ("messages", counters.Messages),
        ("decisions", counters.Decisions),
        ("duplicates", counters.Duplicates),
        ("out_of_order", counters.OutOfOrder),
        ("missing", counters.Missing),
        ("restarts", counters.Restarts),
        ("undecodable", counters.Undecodable),
        ("unknown_kinds", counters.UnknownKinds),
        ("bad_frames", counters.BadFrames),
        ("bytes_skipped", counters.BytesSkipped),
        ("damaged_regions", counters.DamagedRegions),
        ("torn_bytes", counters.TornBytes),
    ];
}
