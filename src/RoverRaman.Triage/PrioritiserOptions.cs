namespace RoverRaman.Triage;

/// <summary>Bounds of the prioritiser's memory and time.</summary>
public sealed record PrioritiserOptions
{
    /// <summary>Most products that wait (default 2,048); beyond, the least is given up and counted.</summary>
    public int Capacity { get; init; } = 2048;

    /// <summary>Descriptors remembered of what was chosen, for each of three groups of products (default 1,024).</summary>
    public int Memory { get; init; } = 1024;

    /// <summary>Weight of diversity, 0..1.</summary>
    public double Diversity { get; init; } = 0.95;

    /// <summary>g of the similarity.</summary>
    public double SimilarityScale { get; init; } = 2;

    /// <summary>Options of a policy.</summary>
    public static PrioritiserOptions Of(TriagePolicy policy) => new() { Diversity = policy.Diversity, SimilarityScale = policy.SimilarityScale };
}
