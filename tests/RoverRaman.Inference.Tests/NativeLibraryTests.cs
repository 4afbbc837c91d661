using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace RoverRaman.Inference.Tests;

/// <summary>A process loads ONNX Runtime once, so each test works in a load context of its own, where our assemblies are fresh.</summary>
public sealed class NativeLibraryTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    /// <summary>Beside the program, or, with the official package, in its folder of native libraries.</summary>
    static string Library { get; } = new[] { "", "runtimes/linux-x64/native" }
        .Select(folder => Path.Combine(AppContext.BaseDirectory, folder, "libonnxruntime.so"))
        .First(File.Exists);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_LibraryBySetting_Runs() =>
        Assert.Equal("", TryLoad(Library));

    [Fact]
    public void Load_NoSuchLibrary_NamesThePath() =>
        Assert.Contains("/nowhere/libonnxruntime.so", TryLoad("/nowhere/libonnxruntime.so"));

    [Fact]
    public void Load_FileThatIsNoLibrary_NamesThePathAndTheLoadersReason()
    {
        var message = TryLoad(_folder.Write("libonnxruntime.so", "not a library"u8.ToArray()));
        Assert.Contains(_folder.Path, message);
        Assert.Contains(RuntimeInformation.RuntimeIdentifier, message);
    }

    [Fact]
    public void Load_AnotherLibrary_SaysWhatIsMissing() =>
        Assert.Contains("OrtGetApiBase", TryLoad(Compile("int other(void) { return 1; }")));

    [Fact]
    public void Load_OlderLibrary_NamesBothVersions()
    {
        var message = TryLoad(Compile("""
            static const void *api(unsigned v) { (void)v; return 0; }
            static const char *version(void) { return "1.8.1"; }
            static const struct { const void *(*a)(unsigned); const char *(*v)(void); } base = { api, version };
            const void *OrtGetApiBase(void) { return &base; }
            """));
        Assert.Contains("1.8.1", message);
        Assert.Matches(@"Expected ONNX Runtime 1\.\d\d or newer", message);
    }

    [Fact]
    public void Load_ResolverTakenByTheHost_SaysSo()
    {
        var context = new FreshContext();
        var api = context.LoadFromAssemblyName(new AssemblyName("Microsoft.ML.OnnxRuntime"));
        NativeLibrary.SetDllImportResolver(api, (_, _, _) => 0);
        Assert.Contains("registered", TryLoad(Library, context));
    }

    [Fact]
    public void Load_LeavesNoTraceOfTelemetry()
    {
        Assert.Equal("", TryLoad(Library));
        // The first thing that ONNX Runtime's telemetry does is to open this file.
        Assert.False(File.Exists(Path.Combine(Path.GetTempPath(), $"mat-debug-{Environment.ProcessId}.log")));
    }

    /// <summary>The error's message, or nothing where the backbone loads and runs.</summary>
    string TryLoad(string library, FreshContext? context = null)
    {
        var inference = (context ?? new FreshContext()).LoadFromAssemblyName(typeof(Backbone).Assembly.GetName());
        var options = Activator.CreateInstance(inference.GetType(typeof(InferenceOptions).FullName!)!)!;
        options.GetType().GetProperty(nameof(InferenceOptions.NativeLibrary))!.SetValue(options, library);
        var load = inference.GetType(typeof(Backbone).FullName!)!.GetMethod(nameof(Backbone.Load), BindingFlags.Public | BindingFlags.Static)!;
        try
        {
            using var backbone = (IDisposable)load.Invoke(null, [_folder.Write("backbone.onnx", TestModels.Backbone()), options])!;
            return "";
        }
        catch (TargetInvocationException e) when (e.InnerException!.GetType().Name == nameof(ModelException))
        {
            return e.InnerException.Message;
        }
    }

    string Compile(string source)
    {
        var file = Path.Combine(_folder.Path, "libonnxruntime.so");
        try
        {
            using var gcc = Process.Start(new ProcessStartInfo("gcc", ["-shared", "-fPIC", "-x", "c", "-o", file, "-"]) { RedirectStandardInput = true })!;
            gcc.StandardInput.Write(source);
            gcc.StandardInput.Close();
            gcc.WaitForExit();
            Assert.Equal(0, gcc.ExitCode);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("gcc is not installed.");
        }
        return file;
    }

    sealed class FreshContext() : AssemblyLoadContext("fresh")
    {
        protected override Assembly? Load(AssemblyName name) =>
            Path.Combine(AppContext.BaseDirectory, $"{name.Name}.dll") is var file && File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
