namespace RoverRaman.Spectra;

/// <summary>A file, archive member or row that was not used.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Reason">Why, as a stable word.</param>
/// <param name="Message">Why, for people: expected, found, where.</param>
public sealed record RefusedFile(string Source, SpectrumFault Reason, string Message);
