namespace RoverRaman.Spectra;

/// <summary>Judges a spectrum on the grid before it is classified. Allocates nothing; time depends on the length alone.</summary>
public static class SpectralQuality
{
    /// <summary>Flags that forbid a confident mineral: such a spectrum is reported, never named.</summary>
    public const QualityFlags Unusable = QualityFlags.NotFinite | QualityFlags.Saturated | QualityFlags.Dark | QualityFlags.Flat | QualityFlags.PoorCoverage | QualityFlags.LowSignal;

    /// <summary>Flags found on <paramref name="grid"/> (<see cref="Grid.Count"/> values, not scaled); <paramref name="covered"/> is <see cref="GridResampler.Covered"/>.</summary>
    public static QualityFlags Assess(ReadOnlySpan<float> grid, int covered) => throw new NotImplementedException();
}
