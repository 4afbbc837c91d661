namespace RoverRaman.Instruments;

/// <summary>Who was found on a line.</summary>
/// <param name="Name">For people.</param>
/// <param name="Protocol">The protocol's name in settings.</param>
/// <param name="Baud">Rate at which it answered, or null where there is none (TCP).</param>
public sealed record ProbeResult(string Name, string Protocol, int? Baud);
