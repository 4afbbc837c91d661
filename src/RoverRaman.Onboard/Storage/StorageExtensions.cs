namespace RoverRaman.Onboard;

/// <summary>Durable steps made of the operations of <see cref="IStorage"/>.</summary>
public static class StorageExtensions
{
    /// <summary>Suffix of a file that is not whole yet; what bears it after a start is left over.</summary>
    public const string Unfinished = ".new";

    /// <summary>
    /// Writes a whole file so that after a power cut at any instant either the old or the new one is there: under another name, to the
    /// disk, renamed, and the name to the disk. A shorter content over a longer one leaves no tail.
    /// </summary>
    /// <exception cref="IOException">Not written; the old file is untouched.</exception>
    public static void Replace(this IStorage storage, string path, ReadOnlySpan<byte> content)
    {
        var unfinished = path + Unfinished;
        using (var file = storage.Open(unfinished))
        {
            file.SetLength(0);
            file.Write(0, content);
            file.Sync();
        }
        storage.Rename(unfinished, path);
        storage.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Removes a file, durably.</summary>
    /// <exception cref="IOException">Not removed.</exception>
    public static void Remove(this IStorage storage, string path)
    {
        if (!storage.Exists(path))
            return;
        storage.Delete(path);
        storage.SyncFolder(Path.GetDirectoryName(path)!);
    }
}
