namespace RoverRaman.Wire;

/// <summary>The explanation of one decision: the terms of its utility and what followed from them.</summary>
public record struct VerdictRecord
{
    /// <summary>Sequence of the decision.</summary>
    public uint Sequence { get; set; }

    /// <summary>Version of the policy that was applied.</summary>
    public uint PolicyVersion { get; set; }

    /// <summary>What was decided.</summary>
    public TriageAction Action { get; set; }

    /// <summary>Priority, 0 first.</summary>
    public byte Bin { get; set; }

    /// <summary>Science utility, 0..1.</summary>
    public float Utility { get; set; }

    /// <summary>Why.</summary>
    public TriageReasons Reasons { get; set; }

    /// <summary>What the autonomy stack is asked for.</summary>
    public FollowUpAction FollowUp { get; set; }

    /// <summary>Weight of the best target times its probability, 0..1.</summary>
    public float Target { get; set; }

    /// <summary>Probability of the best class, 0..1.</summary>
    public float Confidence { get; set; }

    /// <summary>1 - largest similarity with what was sent, 0..1.</summary>
    public float Novelty { get; set; }

    /// <summary>How little it looks like any known mineral, 0..1.</summary>
    public float Unknown { get; set; }

    /// <summary>Quality, 0..1.</summary>
    public float Quality { get; set; }
}
