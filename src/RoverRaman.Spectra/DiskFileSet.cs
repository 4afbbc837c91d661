using System.Buffers.Binary;
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
        var visible = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden };
        var found = new FileSystemEnumerable<string>(folder, (ref entry) => entry.ToFullPath(), visible)
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

    // RFC 1952 2.3.1: a member ends with the checksum and the length of what it holds. The framework's reader takes the end of a cut
    // file for the end of the data, so both are verified here.
    static ReadOnlySpan<byte> Unpack(FileStream file, ReadBuffer buffer)
    {
        Span<byte> trailer = stackalloc byte[8];
        file.Position = Math.Max(0, file.Length - trailer.Length);
        file.ReadExactly(trailer[..(int)Math.Min(file.Length, trailer.Length)]);
        file.Position = 0;
        try
        {
            using var stream = new GZipStream(file, CompressionMode.Decompress);
            var bytes = buffer.ReadAll(stream);
            return BinaryPrimitives.ReadUInt32LittleEndian(trailer) == Crc32.Compute(bytes)
                && BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == (uint)bytes.Length
                ? bytes
                : throw SpectrumFormatException.BrokenArchive($"a gzip file whose {bytes.Length} unpacked bytes do not agree with its checksum");
        }
        catch (InvalidDataException exception)
        {
            throw SpectrumFormatException.BrokenArchive($"a gzip file that cannot be unpacked ({exception.Message})", exception);
        }
    }
}
