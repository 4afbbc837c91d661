using RoverRaman.TestSupport;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>The firmware library built under AddressSanitizer and UBSan, once for all tests.</summary>
public sealed class McuBuild : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rr-mcu-").FullName;

    public McuBuild()
    {
        Run("cmake", "-S", Source, "-B", _folder, "-G", "Ninja", "-DMCU_SANITIZE=ON");
        Run("ninja", "-C", _folder);
    }

    public static string Source { get; } = Path.Combine(TestPaths.Repository, "firmware-bridge", "mcu");

    public string Program(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static void Run(string program, params string[] arguments)
    {
        var (code, output) = ChildProcess.Run(program, arguments);
        Assert.True(code == 0, output);
    }
}
