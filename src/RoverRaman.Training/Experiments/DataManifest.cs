using System.Security.Cryptography;
using System.Text.Json;
using RoverRaman.Training.Train;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// The files that stored cells were measured on, by name and SHA-256. A sweep goes on only with the same data: a table of cells
/// measured on different data would mean nothing.
/// </summary>
public static class DataManifest
{
    /// <summary>Name of the file beside the cells.</summary>
    public const string FileName = "data.json";

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes the manifest of a sweep that has no cells yet, or checks that of an older one.</summary>
    /// <param name="folder">Folder of the sweep.</param>
    /// <param name="files">What <see cref="CorpusLoader.FilesOf"/> found.</param>
    /// <exception cref="TrainingException">A file has changed, is gone, or is new.</exception>
    public static void Check(string folder, IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var now = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
            if (!now.TryAdd(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(file))), HashOf(file)))
                throw new TrainingException($"Expected every data file under a name of its own, found '{Path.GetFileName(file)}' twice; rename one.");
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path) && HasCells(folder))
            Compare(Read(path), now, folder);
        else
            File.WriteAllText(path, JsonSerializer.Serialize(now, Indented));
    }

    static bool HasCells(string folder) => new FileInfo(Path.Combine(folder, CellStore.FileName)) is { Exists: true, Length: > 0 };

    static Dictionary<string, string> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(path)) ?? [];
        }
        catch (JsonException exception)
        {
            throw new TrainingException($"Expected the list of data files in '{path}', found: {exception.Message} Give another --out.", exception);
        }
    }

    static void Compare(Dictionary<string, string> before, SortedDictionary<string, string> now, string folder)
    {
        foreach (var (name, hash) in before)
        {
            if (!now.TryGetValue(name, out var found))
                throw Differs(folder, $"'{name}' is not among the data any more");
            if (found != hash)
                throw Differs(folder, $"'{name}' has changed (SHA-256 {found[..12]}..., was {hash[..12]}...)");
        }
        if (now.Keys.FirstOrDefault(name => !before.ContainsKey(name)) is { } added)
            throw Differs(folder, $"'{added}' was not among the data");
    }

    static TrainingException Differs(string folder, string found) => new(
        $"Expected the data that the cells in '{folder}' were measured on, but {found}; restore it, or give another --out for a new sweep.");

    static string HashOf(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        IEnumerable<string> files = Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [path];
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file);
            hash.AppendData(SHA256.HashData(stream));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
