namespace RoverRaman.Onboard;

/// <summary>Frames appended to a file that somebody else carries home. Nothing comes back this way.</summary>
public sealed class FileLinkTransport(string path) : ILinkTransport
{
    FileStream? _file;

    /// <inheritdoc/>
    public string Name => path;

    /// <inheritdoc/>
    public bool IsDatagram => false;

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> frame)
    {
        _file ??= new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        _file.Write(frame);
        _file.Flush();
    }

    /// <inheritdoc/>
    public int Receive(Span<byte> buffer) => 0;

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
