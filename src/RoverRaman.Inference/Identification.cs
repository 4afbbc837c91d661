namespace RoverRaman.Inference;

/// <summary>What a spectrum was taken for, by exactly one head.</summary>
public struct Identification
{
    /// <summary>Best classes, best first; ids of the head's manifest.</summary>
    public TopScores Top;

    /// <summary>Valid entries of <see cref="Top"/>: the smaller of its capacity and the number of classes.</summary>
    public int Count { get; set; }

    /// <summary>Top-1 minus top-2 probability (the paper's confidence gap, section 4.2), 0..1.</summary>
    public float Margin { get; set; }

    /// <summary>Id of the backbone.</summary>
    public uint BackboneId { get; set; }

    /// <summary>Version of the head.</summary>
    public uint HeadVersion { get; set; }
}
