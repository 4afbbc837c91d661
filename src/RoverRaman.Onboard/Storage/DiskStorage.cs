using Microsoft.Win32.SafeHandles;

namespace RoverRaman.Onboard;

/// <summary>The real file system.</summary>
public sealed class DiskStorage : IStorage
{
    /// <inheritdoc/>
    public void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        Guard(() => Directory.CreateDirectory(folder));
        DirectorySync.Flush(folder);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder) => Directory.Exists(folder) ? Guard(() => Directory.GetFiles(folder)) : [];

    /// <inheritdoc/>
    public bool Exists(string path) => File.Exists(path);

    /// <inheritdoc/>
    public byte[] Read(string path, int maximumBytes) => Guard(() =>
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(file);
        if (length > maximumBytes)
            throw new IOException($"Expected at most {maximumBytes} bytes in {path}, found {length}.");
        var bytes = new byte[length];
        for (var read = 0; read < bytes.Length;)
            read += RandomAccess.Read(file, bytes.AsSpan(read), read) is > 0 and var count ? count : throw new IOException($"Expected {length} bytes in {path}, found {read}.");
        return bytes;
    });

    /// <inheritdoc/>
    public IStorageFile Open(string path) => Guard(() => new DiskFile(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete)));

    /// <inheritdoc/>
    public void Rename(string from, string to) => Guard(() => File.Move(from, to, overwrite: true));

    /// <inheritdoc/>
    public void Delete(string path) => Guard(() => File.Delete(path));

    /// <inheritdoc/>
    public void SyncFolder(string folder) => DirectorySync.Flush(Path.Combine(folder, "."));

    // One kind of failure for the callers: a missing permission is a disk that cannot be used.
    static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{e.Message} Check the owner and the permissions.", e);
        }
    }

    static void Guard(Action action) => Guard<object?>(() =>
    {
        action();
        return null;
    });

    sealed class DiskFile(SafeFileHandle handle) : IStorageFile
    {
        public long Length => RandomAccess.GetLength(handle);

        public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

        public void SetLength(long length) => RandomAccess.SetLength(handle, length);

        public void Sync() => RandomAccess.FlushToDisk(handle);

        public void Dispose() => handle.Dispose();
    }
}
