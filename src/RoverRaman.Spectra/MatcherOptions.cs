namespace RoverRaman.Spectra;

/// <summary>How <see cref="SpectralMatcher"/> compares. Immutable; derive with <c>with</c>.</summary>
public sealed record MatcherOptions
{
    /// <summary>Iterations of <see cref="SnipBaseline"/>; default 50. Zero leaves the baseline in.</summary>
    public int BaselineIterations { get; init; } = 50;

    /// <summary>Largest shift of the query that is tried to either side, cm-1; default 0. Costs 2 MaxLag + 1 comparisons instead of one.</summary>
    public int MaxLag { get; init; }
}
