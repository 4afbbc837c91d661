namespace RoverRaman.Spectra;

/// <summary>
/// A spectrum or a file of spectra is not usable. The message says what was expected, what was found and where;
/// <see cref="Reason"/> is a stable word for reports and counters.
/// </summary>
public sealed class SpectrumFormatException : Exception
{
    /// <summary>Makes the exception; readers use the named factories.</summary>
    public SpectrumFormatException(SpectrumFault reason, string message, Exception? inner = null) : base(message, inner) => Reason = reason;

    /// <summary>What is wrong, as a stable word.</summary>
    public SpectrumFault Reason { get; }

    internal static SpectrumFormatException TooFewPoints(int found) =>
        new(SpectrumFault.TooFewPoints, $"Expected at least 2 points of Raman shift and intensity, found {found}.");

    internal static SpectrumFormatException ShiftNotFinite(int index, double found) =>
        new(SpectrumFault.NotFinite, $"Expected a finite Raman shift at point {index}, found {found}.");

    internal static SpectrumFormatException ShiftRepeated(double shift) =>
        new(SpectrumFault.ShiftRepeated, $"Expected every Raman shift once, found {shift} cm-1 twice.");

    internal static SpectrumFormatException LengthsDiffer(int shifts, int intensities) =>
        new(SpectrumFault.LengthsDiffer, $"Expected one intensity a Raman shift, found {shifts} shifts and {intensities} intensities.");

    internal static SpectrumFormatException IntensityNotFinite(double shift, float found) =>
        new(SpectrumFault.NotFinite, $"Expected a finite intensity at {shift} cm-1, found {found}.");

    internal static SpectrumFormatException NotFinite(int line, double shift, double intensity) =>
        new(SpectrumFault.NotFinite, $"Expected finite numbers on line {line}, found {shift} and {intensity}.");

    internal static SpectrumFormatException BadLine(string expected, string found, int line) =>
        new(SpectrumFault.BadLine, $"Expected {expected} on line {line}, found {found}.");

    internal static SpectrumFormatException BadHeader(string expected, string found, int line) =>
        new(SpectrumFault.BadHeader, $"Expected {expected} on line {line}, found {found}.");

    internal static SpectrumFormatException Truncated(string expected, string found) =>
        new(SpectrumFault.Truncated, $"Expected {expected}, found {found}. The file seems to be cut; fetch it again.");

    internal static SpectrumFormatException Binary(int offset, byte found) =>
        new(SpectrumFault.Binary, $"Expected text, found byte 0x{found:X2} at offset {offset}. Export the spectrum as two-column text.");

    internal static SpectrumFormatException OutOfRange(RamanShiftAxis axis) =>
        new(
            SpectrumFault.OutOfRange,
            $"Expected Raman shifts within {Grid.First}..{Grid.Last} cm-1, found {axis.Minimum}..{axis.Maximum}. Are these wavelengths (nm)?");

    internal static SpectrumFormatException TooManyPoints(int limit) =>
        new(SpectrumFault.TooLarge, $"Expected at most {limit} points, found more. Is this one spectrum?");

    internal static SpectrumFormatException Wavelength(int pixel, double found) =>
        new(SpectrumFault.OutOfRange, $"Expected a wavelength above 0 nm at pixel {pixel}, found {found}.");

    internal SpectrumFormatException At(string source) => new(Reason, $"{source}: {Message}", this);

    internal static SpectrumFormatException TooLarge(long limit) =>
        new(SpectrumFault.TooLarge, $"Expected at most {limit} bytes unpacked, found more.");

    internal static SpectrumFormatException BrokenArchive(string what, Exception? inner = null) =>
        new(SpectrumFault.BrokenArchive, $"Expected a sound archive, found {what}. Fetch it again.", inner);

    internal static SpectrumFormatException Unreadable(string path, string why, Exception? inner = null) =>
        new(SpectrumFault.Unreadable, $"Expected a readable file or folder at '{path}', found {why}.", inner);
}
