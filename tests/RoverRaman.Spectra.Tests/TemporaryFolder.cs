namespace RoverRaman.Spectra.Tests;

/// <summary>A folder that goes with the test.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("roverraman-").FullName;

    public string File(string relative, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    public string File(string relative, string text) => File(relative, Sample.Bytes(text));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
