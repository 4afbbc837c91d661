namespace RoverRaman.Daemon;

/// <summary>Paths of a configuration: relative ones start at the file's own folder.</summary>
/// <param name="folder">That folder.</param>
sealed class ConfigPaths(string folder)
{
    public string Resolve(string path) => path.Length == 0 ? "" : Path.GetFullPath(path, folder);

    /// <summary>Resolves the path of a file that the daemon makes, and notes where it could not.</summary>
    public string ResolveOutput(ConfigSection section, string key)
    {
        var text = section.Text(key);
        if (text.Length == 0)
            return "";
        var path = Resolve(text);
        if (Directory.Exists(path))
            section.Error(key, $"expected the path of a file, found the folder {path}");
        else if (Path.GetDirectoryName(path) is { } parent && !Directory.Exists(parent))
            section.Error(key, $"expected a folder {parent} to hold it, found none; create it");
        return path;
    }
}
