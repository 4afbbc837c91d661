using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>Somebody's wish for one spectrum.</summary>
/// <param name="Answer">Called exactly once, by any thread: what became of it, and a text for people.</param>
public sealed record AcquireRequest(Action<CommandResult, string> Answer);
