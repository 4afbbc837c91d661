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
}
