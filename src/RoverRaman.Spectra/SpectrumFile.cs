namespace RoverRaman.Spectra;

/// <summary>Tells from its bytes what a file is, and reads it. Pure: no file is opened here.</summary>
internal static class SpectrumFile
{
    /// <summary>All spectra of one unpacked file.</summary>
    /// <param name="bytes">Its content.</param>
    /// <param name="source">Its name with folders; where the content names no mineral, the name does if it is RRUFF's, else the last folder.</param>
    /// <param name="kind">Which RRUFF files to take.</param>
    /// <exception cref="SpectrumFormatException">The file is not usable.</exception>
    public static LoadResult Read(ReadOnlySpan<byte> bytes, string source, RruffKind kind)
    {
        var text = TextBytes.Normalize(bytes);
        if (RruffText.Matches(text))
        {
            var file = RruffText.Parse(text, source);
            return kind != RruffKind.Any && file.Kind != kind
                ? new LoadResult(SpectrumDataSet.Empty, [], Excluded: 1)
                : One(file.Spectrum, file.Mineral ?? FolderOf(source), file.SpecimenId, source, file.LaserNanometres);
        }
        if (GridCsv.Matches(text))
            return GridCsv.Parse(text, source);
        var name = RruffFileName.Parse(source);
        return One(TwoColumnText.Parse(text), name.Mineral ?? FolderOf(source), name.SpecimenId, source, name.LaserNanometres);
    }

    /// <summary>The one spectrum of a RRUFF or two-column file.</summary>
    public static Spectrum ReadOne(ReadOnlySpan<byte> bytes, string source)
    {
        var text = TextBytes.Normalize(bytes);
        return RruffText.Matches(text) ? RruffText.Parse(text, source).Spectrum : TwoColumnText.Parse(text);
    }

    static LoadResult One(Spectrum spectrum, string? mineral, string? specimen, string source, double? laser)
    {
        var resampler = new GridResampler(spectrum.Axis);
        if (resampler.Covered == 0)
            throw SpectrumFormatException.OutOfRange(spectrum.Axis);
        var grid = new float[Grid.Count];
        resampler.Resample(spectrum.Intensities, grid);
        return new LoadResult(new SpectrumDataSet([new LabeledSpectrum(grid, mineral, specimen, source, laser)]), []);
    }

    static string? FolderOf(string source)
    {
        var end = source.LastIndexOf('/');
        return end <= 0 ? null : source[(source.LastIndexOf('/', end - 1) + 1)..end];
    }
}
