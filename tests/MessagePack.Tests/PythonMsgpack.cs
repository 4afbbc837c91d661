using System.Diagnostics;

namespace RoverRaman.TestSupport;

/// <summary>Runs a piece of Python with msgpack, an implementation that shares nothing with ours. Tests skip where it is not installed.</summary>
static class PythonMsgpack
{
    // Debian's own interpreter: python3-msgpack belongs to it.
    const string Interpreter = "/usr/bin/python3";

    /// <summary>Runs <paramref name="script"/> with <paramref name="input"/> on its standard input and returns what it printed.</summary>
    public static string Run(string script, string input)
    {
        Assert.SkipUnless(File.Exists(Interpreter), $"needs {Interpreter} (Debian package python3)");
        var (code, output, error) = Start(script, input);
        Assert.SkipWhen(error.Contains("No module named 'msgpack'", StringComparison.Ordinal), "needs msgpack for Python (Debian package python3-msgpack)");
        Assert.True(code == 0, error);
        return output.Trim();
    }

    static (int Code, string Output, string Error) Start(string script, string input)
    {
        var start = new ProcessStartInfo(Interpreter, ["-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read its input; its error text says why.
        }
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }
}
