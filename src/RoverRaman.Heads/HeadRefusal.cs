namespace RoverRaman.Heads;

/// <summary>Why a head, a delta or an order was refused. Sent and logged: numbers are frozen, the list only grows.</summary>
public enum HeadRefusal : byte
{
    /// <summary>Not refused.</summary>
    None = 0,
    /// <summary>The bytes do not begin as this kind of file does.</summary>
    BadMagic = 1,
    /// <summary>The bytes end before their own lengths say so.</summary>
    Truncated = 2,
    /// <summary>Bytes follow after the end.</summary>
    TrailingBytes = 3,
    /// <summary>A length is larger than this program allows; found before anything is allocated for it.</summary>
    TooLarge = 4,
    /// <summary>A schema, an encoding or a key that this version does not know.</summary>
    UnknownSchema = 5,
    /// <summary>A field is missing, of another type or out of its range.</summary>
    Malformed = 6,
    /// <summary>A SHA-256 does not agree with the bytes it is of.</summary>
    BadHash = 7,
    /// <summary>Carries no signature, or fewer than its kind needs.</summary>
    NotSigned = 8,
    /// <summary>Signed by a key that the device does not hold.</summary>
    UnknownKey = 9,
    /// <summary>Signed by a key that was revoked.</summary>
    RevokedKey = 10,
    /// <summary>Signed by a key whose role is another one.</summary>
    WrongRole = 11,
    /// <summary>The signature is not of these bytes by that key.</summary>
    BadSignature = 12,
    /// <summary>Another kind of package than was asked for, such as an order where a head was expected.</summary>
    WrongKind = 13,
    /// <summary>Fitted to another backbone.</summary>
    WrongBackbone = 14,
    /// <summary>Features of another length.</summary>
    WrongFeatureSize = 15,
    /// <summary>Another preprocessing.</summary>
    WrongPreprocessing = 16,
    /// <summary>Another grid of Raman shifts.</summary>
    WrongGrid = 17,
    /// <summary>Needs Raman shifts that the instrument does not measure.</summary>
    InstrumentRange = 18,
    /// <summary>Its counter is not higher than the highest one accepted: an old package, replayed.</summary>
    CounterNotHigher = 19,
    /// <summary>The delta is against another head.</summary>
    WrongBase = 20,
    /// <summary>Applying the delta gave another head than it promises.</summary>
    WrongTarget = 21,
    /// <summary>NaN or infinity among its numbers.</summary>
    NotFinite = 22,
    /// <summary>A finite number so large or so small that no trained head holds it.</summary>
    OutOfBounds = 23,
    /// <summary>More classes than the device has room for.</summary>
    TooManyClasses = 24,
    /// <summary>A class id occurs twice, or a delta adds one that is there.</summary>
    DuplicateClass = 25,
    /// <summary>A delta replaces or retires a class that is not there.</summary>
    MissingClass = 26,
    /// <summary>A name is empty, too long or holds control characters.</summary>
    BadName = 27,
    /// <summary>One of the package's own golden checks gave another class.</summary>
    GoldenCheckFailed = 28,
    /// <summary>One of the device's own golden spectra gave another answer.</summary>
    ResidentCheckFailed = 29,
    /// <summary>The order names a spectrum that the device does not store.</summary>
    UnknownSpectrum = 30,
    /// <summary>The order names a head that the device does not store.</summary>
    UnknownHead = 31,
    /// <summary>Storage failed or what was read back differs from what was written.</summary>
    StorageFailed = 32,
    /// <summary>Its counter is so far above what the device accepted that it would use up the counters of many heads.</summary>
    CounterTooHigh = 33,
    /// <summary>Gives the id of a class that was retired to another mineral.</summary>
    ClassRetired = 34,
}
