namespace RoverRaman.Onboard;

/// <summary>A file that is open to write.</summary>
public interface IStorageFile : IDisposable
{
    /// <summary>Its length, bytes.</summary>
    long Length { get; }

    /// <summary>Writes all bytes at an offset.</summary>
    /// <exception cref="IOException">Not written, or not whole.</exception>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Cuts or extends the file.</summary>
    /// <exception cref="IOException">Not done.</exception>
    void SetLength(long length);

    /// <summary>Forces content and length to the disk.</summary>
    /// <exception cref="IOException">The disk failed; what it holds is not known.</exception>
    void Sync();
}
