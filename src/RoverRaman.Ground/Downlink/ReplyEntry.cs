using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>Answer to a command.</summary>
/// <param name="Reply">The message.</param>
public sealed record ReplyEntry(CommandReply Reply) : DownlinkEntry;
