using System.Diagnostics;
using System.Text.Json;

namespace RoverRaman.Bench;

/// <summary>What the groups share: places, and the baseline of python3-torch, run once.</summary>
sealed class BenchContext(string repository, string scratch)
{
    readonly Dictionary<string, TorchReference?> _torch = [];

    public string Repository { get; } = repository;

    /// <summary>A folder for this run alone.</summary>
    public string Scratch { get; } = scratch;

    /// <summary>The shipped model that the daemon uses by default.</summary>
    public string Model => Path.Combine(Repository, "models", "rover-clean");

    public string Executable(string project, string name) => Path.Combine(Repository, "artifacts", "bin", project, "release", name);

    /// <summary>The paper's network in python3-torch, or null where it is not installed.</summary>
    public TorchReference? Torch(string what)
    {
        if (_torch.TryGetValue(what, out var known))
            return known;
        return _torch[what] = RunTorch(what);
    }

    TorchReference? RunTorch(string what)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Repository, "tools/bench/torch_reference.py"), what])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                // The stand-in sets it too: OpenMP threads that spin while idle starve the BLAS.
                Environment = { ["OMP_WAIT_POLICY"] = "passive" },
            })!;
            var output = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            return python.ExitCode == 0 ? JsonSerializer.Deserialize<TorchReference>(output, JsonSerializerOptions.Web) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
