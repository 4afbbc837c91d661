namespace RoverRaman.Instruments;

/// <summary>What went wrong, and right, on a link. Counters only grow.</summary>
/// <param name="Frames">Whole valid messages received.</param>
/// <param name="BytesSkipped">Bytes thrown away while hunting for a message.</param>
/// <param name="BadFrames">Candidates that failed a check (header, length, checksum, footer).</param>
/// <param name="Stray">Valid messages that answered no question of ours.</param>
/// <param name="Timeouts">Replies that did not come whole in time.</param>
/// <param name="Retries">Questions asked again.</param>
/// <param name="DeviceErrors">Replies that carried an error.</param>
public readonly record struct LinkCounters(long Frames, long BytesSkipped, long BadFrames, long Stray, long Timeouts, long Retries, long DeviceErrors)
{
    /// <summary>Of two links, or of one link in two spells.</summary>
    public static LinkCounters operator +(LinkCounters a, LinkCounters b) => new(
        a.Frames + b.Frames, a.BytesSkipped + b.BytesSkipped, a.BadFrames + b.BadFrames, a.Stray + b.Stray, a.Timeouts + b.Timeouts,
        a.Retries + b.Retries, a.DeviceErrors + b.DeviceErrors);
}
