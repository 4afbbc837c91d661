using System.IO.Compression;

namespace RoverRaman.Spectra;

/// <summary>The members of a zip archive. A member's checksum is verified, which the framework's reader leaves out.</summary>
internal sealed class ZipFileSet : IFileSet
{
    readonly ZipArchive _archive;
    readonly ZipArchiveEntry[] _entries;

    /// <summary>Opens the archive's directory.</summary>
    /// <exception cref="SpectrumFormatException">It is broken or cannot be read.</exception>
    public ZipFileSet(string path)
    {
        try
        {
            _archive = ZipFile.OpenRead(path);
            _entries = [.. _archive.Entries.Where(IsFile).OrderBy(entry => entry.FullName, StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            _archive?.Dispose();
            throw SpectrumFormatException.BrokenArchive($"'{path}' without a readable directory ({exception.Message})", exception);
        }
    }

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <inheritdoc/>
    public string NameOf(int index) => _entries[index].FullName.Replace('\\', '/');

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Read(int index, ReadBuffer buffer)
    {
        var entry = _entries[index];
        try
        {
            using var stream = entry.Open();
            var bytes = buffer.ReadAll(stream);
            var found = Crc32.Compute(bytes);
            return bytes.Length == entry.Length && found == entry.Crc32
                ? bytes
                : throw SpectrumFormatException.BrokenArchive(
                    $"{bytes.Length} bytes with checksum {found:x8} where the directory says {entry.Length} bytes with {entry.Crc32:x8}");
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw SpectrumFormatException.BrokenArchive($"a member that cannot be unpacked ({exception.Message})", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    // Folders, and what macOS adds to every archive.
    static bool IsFile(ZipArchiveEntry entry) =>
        !entry.FullName.EndsWith('/') && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) && !entry.Name.StartsWith('.');
}
