namespace RoverRaman.Wire;

/// <summary>First element of every message. Frozen: values are never reused, the list only grows.</summary>
public enum MessageKind : byte
{
    /// <summary>What speaks, and in which protocol version; first on every local connection.</summary>
    Hello = 1,
    /// <summary>Names of the classes of one head version.</summary>
    ClassTable = 2,
    /// <summary>One triage decision.</summary>
    Decision = 3,
    /// <summary>Counters of the daemon: everything that was lost, retried or replaced.</summary>
    Health = 4,
    /// <summary>A whole spectrum on the grid.</summary>
    Spectrum = 5,
    /// <summary>To the daemon: acquire one spectrum now.</summary>
    AcquireCommand = 32,
    /// <summary>From the daemon: answer to a command.</summary>
    CommandReply = 33,
    /// <summary>Product of tier 2: one decision in at most 24 bytes.</summary>
    ProductStandard = 64,
    /// <summary>Product of tier 3: a decision and its peaks.</summary>
    ProductPeaks = 65,
    /// <summary>Product of tier 3: the network's features, quantised.</summary>
    ProductFeatures = 66,
    /// <summary>A small picture of a spectrum, 64 or 256 bytes.</summary>
    ProductThumbnail = 67,
    /// <summary>Product of tier 4: a whole spectrum, exact or within a stated error.</summary>
    ProductSpectrum = 68,
    /// <summary>What the robot still holds.</summary>
    Catalogue = 69,
    /// <summary>To the autonomy stack: stay here, sample here, measure again.</summary>
    FollowUp = 70,
    /// <summary>To a slow reader: so many messages were dropped before the next.</summary>
    Gap = 71,
    /// <summary>Why a spectrum was sent, or was not.</summary>
    Verdict = 72,
    /// <summary>From the ground: a command over the link.</summary>
    LinkCommand = 80,
    /// <summary>From the ground: what has arrived, and which fragments have not.</summary>
    LinkReport = 81,
}
