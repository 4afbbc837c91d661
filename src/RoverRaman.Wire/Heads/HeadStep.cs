namespace RoverRaman.Wire;

/// <summary>What happened to a head. Frozen values.</summary>
public enum HeadStep : byte
{
    /// <summary>The daemon started and uses this head.</summary>
    Started = 1,
    /// <summary>All bytes are on the disk.</summary>
    Received = 2,
    /// <summary>The signature is good, and so is the hash of what was read back from the disk.</summary>
    Verified = 3,
    /// <summary>It fits, its numbers are sane, and it breaks no golden spectrum.</summary>
    Validated = 4,
    /// <summary>It is in use, on trial.</summary>
    TrialBegun = 5,
    /// <summary>It looks on, on trial.</summary>
    ShadowBegun = 6,
    /// <summary>The daemon started during the trial.</summary>
    TrialResumed = 7,
    /// <summary>The trial ended well.</summary>
    Confirmed = 8,
    /// <summary>The trial ended badly: the last confirmed head is in use again.</summary>
    Reverted = 9,
    /// <summary>It was refused and is not onboard.</summary>
    Refused = 10,
    /// <summary>A stored head cannot be used; an older one is.</summary>
    FellBack = 11,
    /// <summary>The weights in memory differed from the signed ones and were loaded afresh.</summary>
    WeightsRepaired = 12,
    /// <summary>Keys were revoked.</summary>
    KeysRevoked = 13,
    /// <summary>A signed order allowed older versions.</summary>
    CounterLowered = 14,
    /// <summary>The file of a head that is no longer needed was deleted.</summary>
    Deleted = 15,
    /// <summary>The log began anew, with what still matters.</summary>
    LogRotated = 16,
    /// <summary>The log on the disk was damaged or changed by somebody.</summary>
    LogDamaged = 17,
}
