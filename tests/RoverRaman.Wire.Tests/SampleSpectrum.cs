namespace RoverRaman.Wire.Tests;

/// <summary>The spectrum of the golden messages. On its own: both tables of samples need it while they are being made.</summary>
static class SampleSpectrum
{
    public static float[] Values { get; } = [.. Enumerable.Range(0, SpectrumCodec.Points).Select(i => i switch { 5 => float.NaN, 6 => -10, 7 => 655.34f - 10, _ => i % 600 })];
}
