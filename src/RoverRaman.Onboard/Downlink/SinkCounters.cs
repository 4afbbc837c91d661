namespace RoverRaman.Onboard;

/// <summary>What became of the messages offered to a sink.</summary>
/// <param name="Offered">Messages that it was given.</param>
/// <param name="Written">Messages that its file or line took.</param>
/// <param name="Dropped">Messages overtaken by newer ones while it was behind.</param>
/// <param name="Failures">Attempts to write that failed; the message was tried again.</param>
/// <param name="Lost">Messages that could not be written before the end.</param>
public readonly record struct SinkCounters(long Offered, long Written, long Dropped, long Failures, long Lost);
