namespace RoverRaman.Ground.Tests;

/// <summary>A folder that is gone after the test. Its path is short: a Unix socket's may have 108 bytes.</summary>
sealed class Folder : IDisposable
{
    readonly string _path = Directory.CreateTempSubdirectory("rr").FullName;

    public string this[string name] => Path.Combine(_path, name);

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(_path, true);
}
