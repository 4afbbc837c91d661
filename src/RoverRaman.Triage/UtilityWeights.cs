namespace RoverRaman.Triage;

/// <summary>Weights of the terms of the science utility. Their weighted mean times the quality is the utility, 0..1.</summary>
public sealed record UtilityWeights
{
    /// <summary>Of a target's weight times its probability (default 3).</summary>
    public double Target { get; init; } = 3;

    /// <summary>Of the best class' probability (default 0.5).</summary>
    public double Confidence { get; init; } = 0.5;

    /// <summary>Of the novelty (default 1).</summary>
    public double Novelty { get; init; } = 1;

    /// <summary>Of the unknown score (default 1).</summary>
    public double Unknown { get; init; } = 1;
}
