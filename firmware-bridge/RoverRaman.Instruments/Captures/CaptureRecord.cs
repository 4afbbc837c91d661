namespace RoverRaman.Instruments.Captures;

/// <summary>Bytes that crossed a line at one moment.</summary>
/// <param name="FromInstrument">True where the instrument sent them, false where the host did.</param>
/// <param name="Time">Time since the capture began.</param>
/// <param name="Bytes">The bytes.</param>
public readonly record struct CaptureRecord(bool FromInstrument, TimeSpan Time, byte[] Bytes);
