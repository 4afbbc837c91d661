namespace RoverRaman.Emulator;

/// <summary>A fault that was put on the line.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="What">What went wrong.</param>
/// <param name="On">What kind of reply it hit.</param>
/// <param name="Spectrum">Number of the played spectrum that it hit, from 0, or null.</param>
/// <param name="At">First byte of the reply that was hit, or null where the reply as a whole was.</param>
/// <param name="Error">Error number of a refusal, or null.</param>
public sealed record InjectedFault(long Number, FaultKind What, ReplyKind On, long? Spectrum, int? At = null, int? Error = null);
