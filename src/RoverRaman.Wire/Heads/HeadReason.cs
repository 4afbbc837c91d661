namespace RoverRaman.Wire;

/// <summary>
/// Why, where a head event needs one. Frozen values. 1..127 are those of RoverRaman.Heads.HeadRefusal (what is wrong with signed bytes);
/// these are what only the robot can know.
/// </summary>
public enum HeadReason : byte
{
    /// <summary>No reason needed.</summary>
    None = 0,
    /// <summary>As many uploads as the robot keeps apart are under way.</summary>
    TooManyUploads = 128,
    /// <summary>No upload of this number was begun.</summary>
    NoSuchUpload = 129,
    /// <summary>A chunk that the upload cannot have, or of another length.</summary>
    WrongChunk = 130,
    /// <summary>The bytes read back from the disk have another hash than announced.</summary>
    ContentDiffers = 131,
    /// <summary>A golden spectrum of an old mineral is no longer named right.</summary>
    OldMineralBroken = 132,
    /// <summary>Dark, flat or noise would be named with confidence.</summary>
    NoiseNamed = 133,
    /// <summary>A mineral of the head in use is missing.</summary>
    ClassLost = 134,
    /// <summary>A class id means another mineral than before.</summary>
    ClassRenamed = 135,
    /// <summary>Nobody confirmed in time.</summary>
    TrialTimedOut = 136,
    /// <summary>Spectra got no class, or results were not finite.</summary>
    TrialUnhealthy = 137,
    /// <summary>The daemon started too often during the trial.</summary>
    TooManyStarts = 138,
    /// <summary>Somebody commanded it.</summary>
    Commanded = 139,
    /// <summary>The rule of health decided it.</summary>
    HealthRule = 140,
    /// <summary>Going to an older version needs a signed order.</summary>
    OrderNeeded = 141,
    /// <summary>No head is on trial.</summary>
    NoTrial = 142,
    /// <summary>No validated head of this id is onboard.</summary>
    NoSuchHead = 143,
    /// <summary>The stored file is missing, damaged or no longer signed by a key that counts.</summary>
    FileDamaged = 144,
    /// <summary>Bits in memory changed.</summary>
    MemoryDamaged = 145,
    /// <summary>A record of the log is missing or was changed.</summary>
    ChainBroken = 146,
    /// <summary>Another head is on trial.</summary>
    TrialUnderWay = 147,
    /// <summary>It is onboard already; nothing changed.</summary>
    AlreadyHere = 148,
    /// <summary>In the shadow it disagreed with the head in use too often about minerals that both know.</summary>
    ShadowDisagrees = 149,
}
