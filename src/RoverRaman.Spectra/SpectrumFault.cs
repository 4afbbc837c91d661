namespace RoverRaman.Spectra;

/// <summary>Why a spectrum or a file of spectra was refused. The names appear in reports.</summary>
public enum SpectrumFault
{
    /// <summary>The file holds no bytes.</summary>
    Empty,
    /// <summary>Fewer than two usable points.</summary>
    TooFewPoints,
    /// <summary>NaN or infinity among the values.</summary>
    NotFinite,
    /// <summary>One Raman shift stands twice.</summary>
    ShiftRepeated,
    /// <summary>Shifts and intensities differ in number.</summary>
    LengthsDiffer,
    /// <summary>Bytes that are not text.</summary>
    Binary,
    /// <summary>A line that is not a pair of numbers where one was expected.</summary>
    BadLine,
    /// <summary>The file ends before its end mark or its last row is cut.</summary>
    Truncated,
    /// <summary>No point lies on the grid of 200..1591 cm-1.</summary>
    OutOfRange,
    /// <summary>A header that is missing or not the one expected.</summary>
    BadHeader,
    /// <summary>A member of an archive that cannot be unpacked.</summary>
    BrokenArchive,
    /// <summary>The file is larger than the limit.</summary>
    TooLarge,
    /// <summary>The path does not exist or cannot be read.</summary>
    Unreadable,
}
