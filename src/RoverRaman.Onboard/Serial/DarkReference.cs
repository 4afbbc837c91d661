namespace RoverRaman.Onboard;

/// <summary>A spectrum without excitation, to be subtracted from those of the same integration time. Immutable.</summary>
/// <param name="Counts">One value (counts) a pixel.</param>
/// <param name="IntegrationTime">How long the detector collected.</param>
public sealed record DarkReference(float[] Counts, TimeSpan IntegrationTime);
