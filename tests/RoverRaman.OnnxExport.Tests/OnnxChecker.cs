using System.Diagnostics;

namespace RoverRaman.OnnxExport.Tests;

/// <summary>The standard's own checker (Debian's python3-onnx), where it is installed.</summary>
static class OnnxChecker
{
    const string Python = "/usr/bin/python3";

    static readonly Lazy<bool> Installed = new(() => File.Exists(Python) && Run("import onnx", []).Code == 0);

    /// <summary>Skips the test where the checker is not installed.</summary>
    public static void SkipUnlessInstalled() => Assert.SkipUnless(Installed.Value, $"python3-onnx is not installed for {Python}.");

    /// <summary>Checks the models: full check with shape inference.</summary>
    public static void Accepts(params byte[][] models)
    {
        var folder = Directory.CreateTempSubdirectory("roverraman-onnx-");
        try
        {
            var files = models.Select((bytes, i) => Path.Combine(folder.FullName, $"{i}.onnx")).ToArray();
            foreach (var (file, bytes) in files.Zip(models))
                File.WriteAllBytes(file, bytes);
            var (code, output) = Run("import onnx, sys\nfor f in sys.argv[1:]: onnx.checker.check_model(f, full_check=True)", files);
            Assert.True(code == 0, output);
        }
        finally
        {
            folder.Delete(true);
        }
    }

    static (int Code, string Output) Run(string script, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Result + error);
    }
}
