using System.Globalization;
using RoverRaman.Inference;
using RoverRaman.Training.Train;

namespace RoverRaman.Training.Export;

/// <summary>
/// A model's folder in the making: files gather in a sub-folder, and move up only once all are there. An interrupted or failed run
/// leaves an older model untouched and no half of a new one. One run at a time: a second one would take the first one's files away.
/// </summary>
public sealed class OutputFolder : IDisposable
{
    const string LockName = ".training";

    readonly string _target;
    readonly FileStream _lock;

    /// <summary>Makes the folders, before hours of training find out that it cannot be done.</summary>
    /// <exception cref="TrainingException">The folder cannot be made or written, or another run is at work in it.</exception>
    public OutputFolder(string target)
    {
        _target = Path.GetFullPath(target);
        Partial = Path.Combine(_target, ".partial");
        try
        {
            _ = Directory.CreateDirectory(_target);
            _lock = Locked(Path.Combine(_target, LockName));
            if (Directory.Exists(Partial))
                Directory.Delete(Partial, recursive: true);
            _ = Directory.CreateDirectory(Partial);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"Expected to write a model's folder at '{target}', but: {exception.Message} Give another " +
                $"--out, or change its permissions.", exception);
        }
    }

    /// <summary>Where files gather.</summary>
    public string Partial { get; }

    /// <summary>Text that people added to an older card of this folder, or null.</summary>
    public string? OldCard => Path.Combine(_target, ModelFolder.CardName) is var card && File.Exists(card) ? File.ReadAllText(card) : null;

    /// <summary>Refuses a disk that has no room for the model, before the training and not after it.</summary>
    /// <param name="bytes">What the files will need.</param>
    /// <exception cref="TrainingException">Less is free.</exception>
    public void Demand(long bytes)
    {
        var free = new DriveInfo(Partial).AvailableFreeSpace;
        if (free < bytes)
            throw new TrainingException(string.Create(CultureInfo.InvariantCulture,
                $"Expected {bytes / 1e6:F0} MB of room for the model at '{_target}', found {free / 1e6:F1} MB. Make room, or give another --out."));
    }

    /// <summary>Moves the files up. The description goes first out and last in, so that half a move is refused, never misread.</summary>
    public void Complete()
    {
        File.Delete(Path.Combine(_target, ModelFolder.DescriptionName));
        foreach (var file in Directory.GetFiles(Partial).OrderBy(file => Path.GetFileName(file) == ModelFolder.DescriptionName))
            File.Move(file, Path.Combine(_target, Path.GetFileName(file)), overwrite: true);
    }

    // The lock goes with the process, however it ends; the file alone means nothing.
    static FileStream Locked(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new TrainingException($"Expected '{Path.GetDirectoryName(path)}' for this run alone, found another training at work in it. Wait for it, or give another --out.", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lock.Dispose();
        if (Directory.Exists(Partial))
            Directory.Delete(Partial, recursive: true);
        if (!Directory.EnumerateFileSystemEntries(_target).Any())
            Directory.Delete(_target);
    }
}
