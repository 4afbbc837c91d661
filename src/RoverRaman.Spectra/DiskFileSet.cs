using System.IO.Compression;
using System.IO.Enumeration;

namespace RoverRaman.Spectra;

/// <summary>Files on disk, gzip unpacked on the way: one file, or all below a folder.</summary>
internal sealed class DiskFileSet : IFileSet
{
    readonly string[] _paths;
    readonly string[] _names;

    DiskFileSet(string[] paths, string[] names) => (_paths, _names) = (paths, names);

    /// <inheritdoc/>
    public int Count => _paths.Length;

    /// <summary>One file, named without its folder.</summary>
    public static DiskFileSet OfFile(string path) => new([path], [Path.GetFileName(path)]);

    /// <summary>All files below a folder but hidden ones. Linked folders are not entered, so that a loop of links ends.</summary>
    public static DiskFileSet OfFolder(string folder)
    {
        var found = new FileSystemEnumerable<string>(folder, (ref entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden })
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        string[] paths = [.. found.OrderBy(path => path, StringComparer.Ordinal)];
        return new DiskFileSet(paths, [.. paths.Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))]);
    }

    /// <inheritdoc/>
    public string NameOf(int index) => _names[index];

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Read(int index, ReadBuffer buffer)
    {
        try
        {
            using var file = File.OpenRead(_paths[index]);
            return IsGzip(file) ? Unpack(file, buffer) : buffer.ReadAll(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SpectrumFormatException.Unreadable(_paths[index], exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() { }

    // RFC 1952 2.3.1: a gzip member starts with 1F 8B.
    static bool IsGzip(FileStream file)
    {
        var gzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return gzip;
    }

    static ReadOnlySpan<byte> Unpack(FileStream file, ReadBuffer buffer)
    {
        try
        {
            using var stream = new GZipStream(file, CompressionMode.Decompress);
            return buffer.ReadAll(stream);
        }
        catch (InvalidDataException exception)
        {
            throw SpectrumFormatException.BrokenArchive($"a gzip file that cannot be unpacked ({exception.Message})", exception);
        }
    }
}
