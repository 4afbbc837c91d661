namespace RoverRaman.Spectra;

/// <summary>Loads spectra from what users have: RRUFF zip, folder of RRUFF or two-column files (class names as sub-folders), grid CSV (gzip allowed).</summary>
public static class DataSource
{
    /// <summary>Reads <paramref name="path"/>, in parallel where it holds many files. Files that are not usable are listed, not thrown.</summary>
    /// <exception cref="SpectrumFormatException">The path does not exist, is of no known kind, or holds no usable spectrum.</exception>
    public static LoadResult Load(string path, IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>Reads one file holding one spectrum (RRUFF text or two columns).</summary>
    public static Spectrum LoadSpectrum(string path) => throw new NotImplementedException();
}
