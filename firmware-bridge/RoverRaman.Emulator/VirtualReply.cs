namespace RoverRaman.Emulator;

/// <summary>What the virtual instrument does in answer to a request.</summary>
/// <param name="Bytes">What it sends.</param>
/// <param name="Work">How long it takes before it sends: the integration time.</param>
/// <param name="Played">The spectrum inside, when it is one of a sample.</param>
/// <param name="HangUp">Whether the line goes down after the bytes.</param>
public sealed record VirtualReply(byte[] Bytes, TimeSpan Work, PlayedSpectrum? Played = null, bool HangUp = false);
