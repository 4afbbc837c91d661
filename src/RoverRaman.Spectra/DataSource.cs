namespace RoverRaman.Spectra;

/// <summary>
/// Loads spectra from what users have: RRUFF zip, folder of RRUFF or two-column files (class names as sub-folders), grid CSV, or a single
/// file. Files are told apart by their bytes, not by their names; gzip is unpacked.
/// </summary>
public static class DataSource
{
    /// <summary>Reads <paramref name="path"/>, in parallel where it holds many files. Files that are not usable are listed, not thrown.</summary>
    /// <exception cref="SpectrumFormatException">The path does not exist, is of no known kind, or holds no usable spectrum.</exception>
    public static LoadResult Load(
        string path, IProgress<LoadProgress>? progress = null, LoadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        var result = new ParallelLoad(Opener(path), options ?? LoadOptions.Default, progress).Run(cancellation);
        return result.DataSet.Spectra.Count > 0 ? result : throw NothingUsable(path, result);
    }

    /// <summary>Reads one file holding one spectrum (RRUFF text or two columns, gzip allowed).</summary>
    /// <exception cref="SpectrumFormatException">The file does not exist or is not usable.</exception>
    public static Spectrum LoadSpectrum(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var file = DiskFileSet.OfFile(path);
        try
        {
            return SpectrumFile.ReadOne(file.Read(0, new ReadBuffer(LoadOptions.Default.MaxFileBytes)), path);
        }
        catch (SpectrumFormatException exception) when (exception.Reason != SpectrumFault.Unreadable)
        {
            throw exception.At(path);
        }
    }

    static Func<IFileSet> Opener(string path)
    {
        if (Directory.Exists(path))
        {
            var folder = DiskFileSet.OfFolder(path);
            return () => folder;
        }
        if (!File.Exists(path))
            throw SpectrumFormatException.Unreadable(path, "none");
        return IsZip(path) ? () => new ZipFileSet(path) : () => DiskFileSet.OfFile(path);
    }

    // A zip starts with a local header "PK\3\4", or with its end record "PK\5\6" when it is empty (APPNOTE 4.3).
    static bool IsZip(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[4];
            var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return read == start.Length && (start.SequenceEqual("PK\u0003\u0004"u8) || start.SequenceEqual("PK\u0005\u0006"u8));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SpectrumFormatException.Unreadable(path, exception.Message, exception);
        }
    }

    static SpectrumFormatException NothingUsable(string path, LoadResult result)
    {
        if (result.Refused is [var only])
            return new SpectrumFormatException(only.Reason, $"{only.Source}: {only.Message}");
        var (reason, found) = result switch
        {
            { Refused: [var first, ..] } => (first.Reason, $"none: {result.Refused.Count} refused, first {first.Source}: {first.Message}"),
            { Excluded: > 0 } => (SpectrumFault.Empty, $"{result.Excluded} RRUFF files of another kind than asked for."),
            _ => (SpectrumFault.Empty, "no file."),
        };
        return new SpectrumFormatException(reason, $"Expected a usable spectrum in '{path}', found {found}");
    }
}
