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
    /// <summary>To the daemon: a signed object will come in chunks; sent again, it asks what is missing.</summary>
    UploadBegin = 40,
    /// <summary>To the daemon: one chunk of an upload.</summary>
    UploadChunk = 41,
    /// <summary>From the daemon: what an upload still lacks.</summary>
    UploadStatus = 42,
    /// <summary>To the daemon: forget an upload.</summary>
    UploadAbort = 43,
    /// <summary>To the daemon: put a validated head on trial.</summary>
    ActivateHead = 44,
    /// <summary>To the daemon: the head on trial is good.</summary>
    ConfirmHead = 45,
    /// <summary>To the daemon: end the trial, go back to the last confirmed head.</summary>
    RollbackHead = 46,
    /// <summary>To the daemon: tell all heads that are onboard.</summary>
    HeadListCommand = 47,
    /// <summary>From the daemon: one head that is onboard.</summary>
    HeadStatus = 48,
    /// <summary>To the daemon: a small signed object in one message (an order to teach or to revoke, a delta, a head).</summary>
    SignedOrder = 49,
    /// <summary>From the daemon: one step in the life of a head.</summary>
    HeadEvent = 50,
    /// <summary>To the daemon: tell the groups of unknown spectra.</summary>
    ClusterListCommand = 51,
    /// <summary>From the daemon: one group of unknown spectra that are alike.</summary>
    UnknownCluster = 52,
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
    /// <summary>In the product store alone: a product and what it is worth.</summary>
    StoredProduct = 88,
    /// <summary>In the product store alone: what became of products.</summary>
    StoredStates = 89,
}
