namespace RoverRaman.Onboard;

/// <summary>
/// The few file operations that durable work needs. What was written is safe only after <see cref="IStorageFile.Sync"/>, and a name
/// that was made, changed or removed only after <see cref="SyncFolder"/>: POSIX promises no more, and tests cut the power between any two.
/// </summary>
public interface IStorage
{
    /// <summary>Makes a folder and those above it; one that exists is left alone.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    void MakeFolder(string folder);

    /// <summary>Full paths of the files in a folder, in no order; none where the folder does not exist.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    IReadOnlyList<string> List(string folder);

    /// <summary>True where a file of this name exists.</summary>
    bool Exists(string path);

    /// <summary>The whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximumBytes">A longer file is refused before anything is allocated for it.</param>
    /// <exception cref="IOException">There is none, it is longer, or the disk fails.</exception>
    byte[] Read(string path, int maximumBytes);

    /// <summary>Opens a file to write; makes it where there is none.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    IStorageFile Open(string path);

    /// <summary>Gives a file another name in the same folder; a file that has that name is replaced in the same instant.</summary>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    void Rename(string from, string to);

    /// <summary>Removes a file; none of that name is no error.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    void Delete(string path);

    /// <summary>Forces the names of a folder to the disk.</summary>
    void SyncFolder(string folder);
}
