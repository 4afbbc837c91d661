namespace RoverRaman.Spectra;

/// <summary>Files of one path, numbered. Each worker opens its own, so that none of them needs a lock.</summary>
internal interface IFileSet : IDisposable
{
    /// <summary>Number of files.</summary>
    int Count { get; }

    /// <summary>Name of a file below the path, parted by slashes.</summary>
    string NameOf(int index);

    /// <summary>Reads a file into <paramref name="buffer"/>.</summary>
    /// <exception cref="SpectrumFormatException">It cannot be read, is broken, or is larger than allowed.</exception>
    ReadOnlySpan<byte> Read(int index, ReadBuffer buffer);
}
