using System.Diagnostics;
using System.Text.Json;

namespace RoverRaman.Training.Tests;

/// <summary>Debian's Python as a reference: a script reads one JSON value from stdin and prints one to stdout.</summary>
static class Python
{
    const string Program = "/usr/bin/python3";

    /// <summary>Runs a script; skips the test where Python or one of the modules is missing.</summary>
    public static T Run<T>(string script, object input, params string[] modules)
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not installed");
        foreach (var module in modules)
            Assert.SkipUnless(Start($"import {module}", null).Code == 0, $"Debian's Python has no {module} (tools/setup.sh installs it)");
        var (code, output, error) = Start(script, JsonSerializer.Serialize(input));
        Assert.True(code == 0, error);
        return JsonSerializer.Deserialize<T>(output)!;
    }

    static (int Code, string Output, string Error) Start(string script, string? input)
    {
        var start = new ProcessStartInfo(Program, ["-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["OMP_NUM_THREADS"] = "1" },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }
}
