namespace RoverRaman.Wire;

/// <summary>
/// Why, where a head event needs one. Frozen values. 1..127 are those of RoverRaman.Heads.HeadRefusal (what is wrong with signed bytes);
/// these are what only the robot can know.
/// </summary>
public enum HeadReason : byte
{
    /// <summary>No reason needed.</summary>
    None = 0,
    /// <summary>Larger than the robot takes.</summary>
    TooLarge = 128,
    /// <summary>As many uploads as the robot keeps apart are under way.</summary>
    TooManyUploads = 129,
    /// <summary>No upload of this number was begun.</summary>
    NoSuchUpload = 130,
    /// <summary>A chunk that the upload cannot have, or of another length.</summary>
    WrongChunk = 131,
    /// <summary>The bytes read back from the disk have another hash than announced.</summary>
    ContentDiffers = 132,
    /// <summary>The disk is full or failed.</summary>
    DiskFailed = 133,
    /// <summary>Made for another backbone.</summary>
    OtherBackbone = 134,
    /// <summary>Made for another preprocessing.</summary>
    OtherPreprocessing = 135,
    /// <summary>Another number of features.</summary>
    OtherFeatureSize = 136,
    /// <summary>More classes than the slot has rows.</summary>
    TooManyClasses = 137,
    /// <summary>A weight, bias or temperature beyond the bounds.</summary>
    NumbersOutOfRange = 138,
    /// <summary>The version is not above the highest that was ever confirmed.</summary>
    NotNewer = 139,
    /// <summary>A golden spectrum of an old mineral is no longer named right.</summary>
    OldMineralBroken = 140,
    /// <summary>Dark, flat or noise would be named with confidence.</summary>
    NoiseNamed = 141,
    /// <summary>The package's own golden checks fail here.</summary>
    GoldenFailed = 142,
    /// <summary>A mineral of the head in use is missing.</summary>
    ClassLost = 143,
    /// <summary>A class id means another mineral than before.</summary>
    ClassRenamed = 144,
    /// <summary>The head that the change is made on is not onboard.</summary>
    BaseMissing = 145,
    /// <summary>Nobody confirmed in time.</summary>
    TrialTimedOut = 146,
    /// <summary>Spectra got no class, or results were not finite.</summary>
    TrialUnhealthy = 147,
    /// <summary>The daemon started too often during the trial.</summary>
    TooManyStarts = 148,
    /// <summary>Somebody commanded it.</summary>
    Commanded = 149,
    /// <summary>The rule of health decided it.</summary>
    HealthRule = 150,
    /// <summary>Going to an older version needs a signed order.</summary>
    OrderNeeded = 151,
    /// <summary>No head is on trial.</summary>
    NoTrial = 152,
    /// <summary>No validated head of this id is onboard.</summary>
    NoSuchHead = 153,
    /// <summary>The stored file is missing, damaged or no longer signed by a key that counts.</summary>
    FileDamaged = 154,
    /// <summary>Bits in memory changed.</summary>
    MemoryDamaged = 155,
    /// <summary>A named spectrum is no longer in the onboard store.</summary>
    SpectrumNotStored = 156,
    /// <summary>A record of the log is missing or was changed.</summary>
    ChainBroken = 157,
    /// <summary>Another head is on trial.</summary>
    TrialUnderWay = 158,
    /// <summary>It is onboard already; nothing changed.</summary>
    AlreadyHere = 159,
    /// <summary>In the shadow it disagreed with the head in use too often about minerals that both know.</summary>
    ShadowDisagrees = 160,
}
