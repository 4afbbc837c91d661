namespace RoverRaman.Inference;

/// <summary>What a spectrum was taken for, by exactly one head.</summary>
public struct Identification
{
    /// <summary>Best classes, best first; ids of the head's manifest.</summary>
    public TopScores Top;

    /// <summary>Probability and margin from which the best class counts as named; triage's defaults.</summary>
    const float SureProbability = 0.6f, SureMargin = 0.15f;

    /// <summary>True where the best class is named with confidence.</summary>
    public readonly bool IsNamed => Count > 0 && Top[0].Probability >= SureProbability && Margin >= SureMargin;

    /// <summary>Valid entries of <see cref="Top"/>: the smaller of its capacity and the number of classes.</summary>
    public int Count { get; set; }

    /// <summary>Top-1 minus top-2 probability (the paper's confidence gap, section 4.2), 0..1.</summary>
    public float Margin { get; set; }

    /// <summary>
    /// How surely the spectrum is of no class of the head: minus the logarithm of the sum of exp(evidence / temperature) over the classes (free
    /// energy: Liu et al. 2020). Higher is more surely unknown; comparable within one head only.
    /// </summary>
    public float UnknownScore { get; set; }

    /// <summary>True where <see cref="UnknownScore"/> says more than the head's threshold allows; false where the head is not calibrated.</summary>
    public bool IsUnknown { get; set; }

    /// <summary>Classes of the conformal set, which holds the true class as often as the head's manifest says; 0 where not calibrated.</summary>
    public int SetSize { get; set; }

    /// <summary>
    /// Drift of the Raman axis, cm-1, that explains the best class best (positive: peaks lie too far right); NaN where the network offers
    /// one alignment only. Classes differ by some cm-1 in where they rest, so watch changes and medians, not single values.
    /// </summary>
    public float Drift { get; set; }

    /// <summary>Id of the backbone.</summary>
    public uint BackboneId { get; set; }

    /// <summary>Version of the head.</summary>
    public uint HeadVersion { get; set; }
}
