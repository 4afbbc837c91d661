namespace RoverRaman.Instruments;

/// <summary>What is known of one raw spectrum besides its counts.</summary>
/// <param name="ArrivedAt">Stopwatch timestamp of the last byte.</param>
/// <param name="IntegrationTime">How long the detector collected light.</param>
/// <param name="Scans">Scans that were averaged. A mean hides a clipped scan, so that saturation is then judged by a lower limit.</param>
public readonly record struct FrameInfo(long ArrivedAt, TimeSpan IntegrationTime, int Scans = 1);
