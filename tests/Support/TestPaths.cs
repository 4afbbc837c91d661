namespace RoverRaman.TestSupport;

/// <summary>Where tests find the repository and the optional real data.</summary>
public static class TestPaths
{
    /// <summary>Folder that holds RoverRaman.sln.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The folder of real spectra beside the checkout, or null on a clone without it.</summary>
    public static string? SharedData { get; } = FindSharedData();

    /// <summary>Path below the shared data folder, or null where it is absent.</summary>
    public static string? Data(string relative) =>
        SharedData is { } folder && Path.Exists(Path.Combine(folder, relative)) ? Path.Combine(folder, relative) : null;

    static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "RoverRaman.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"Expected RoverRaman.sln in a folder above {AppContext.BaseDirectory}.");
    }

    static string? FindSharedData()
    {
        var folder = Environment.GetEnvironmentVariable("ROVERRAMAN_DATA") ?? Path.Combine(Repository, "..", "shared", "data");
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : null;
    }
}
