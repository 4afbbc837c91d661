using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace RoverRaman.Inference;

/// <summary>
/// Finds and checks the native library before ONNX Runtime's C# API first touches it: that API reads a table of functions whose
/// length depends on its own version, so an older library would make it jump to addresses that are none.
/// </summary>
static unsafe partial class OnnxRuntimeLibrary
{
    /// <summary>
    /// The variable that keeps ONNX Runtime's libraries for Linux (seen in 1.29.0) from gathering usage data in files below the home directory and
    /// /tmp for an address of their maker: nothing that a robot should do.
    /// </summary>
    internal const string NoTelemetry = "ORT_DISABLE_TELEMETRY";

    static readonly Lock Gate = new();
    static string? _chosen;
    static bool _loaded;

    /// <summary>Version of the library in use, such as 1.29.0; empty before the first <see cref="Use"/>.</summary>
    public static string Version { get; private set; } = "";

    /// <summary>Makes the process use the library at <paramref name="path"/>, or with null the one that came with the program.</summary>
    /// <exception cref="ModelException">It does not load, is too old, or the process already uses another one.</exception>
    public static void Use(string? path)
    {
        var wanted = path is null ? null : Path.GetFullPath(path);
        lock (Gate)
        {
            if (!_loaded)
                Load(wanted);
            else if (wanted is not null && wanted != _chosen)
                throw new ModelException(
                    $"Expected to use the native library {wanted}, but this process already runs ONNX Runtime {Version} from " +
                        $"{_chosen ?? "beside the program"}. " +
                    "A process holds one native library: give every model the same setting, or use another process.");
        }
    }

    /// <summary>
    /// Begins to load on a thread of its own, for a program that has files to read meanwhile. What goes wrong is told by the <see cref="Use"/>
    /// that follows. The process must not end before the task has: its libraries would be torn down while they are set up.
    /// </summary>
    /// <param name="path">As for <see cref="Use"/>.</param>
    public static Task Prepare(string? path) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                Use(path);
                _ = OrtEnv.Instance();
            }
            catch (Exception e) when (e is ModelException or OnnxRuntimeException or TypeInitializationException)
            {
            }
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    static void Load(string? path)
    {
        // The process' own variable: .NET's setter changes a copy that native code does not see. Who has set it decides.
        if (OperatingSystem.IsLinux())
            _ = SetVariable(NoTelemetry, "1", 0);
        var assembly = typeof(OrtEnv).Assembly;
        var handle = path is null ? LoadDefault(assembly) : LoadFrom(path);
        Version = CheckVersion(handle, path ?? "libonnxruntime.so beside the program", assembly);
        try
        {
            NativeLibrary.SetDllImportResolver(
                assembly, (name, _, _) => name.Contains("onnxruntime", StringComparison.Ordinal) ? handle : 0);
        }
        catch (InvalidOperationException e) when (path is not null)
        {
            throw new ModelException(
                $"Expected to choose the native library {path}, but another part of this process has already registered where ONNX " +
                    "Runtime is loaded from. " +
                "Remove that registration, or leave the native library's setting empty.", e);
        }
        catch (InvalidOperationException)
        {
            // The host's own resolver decides; nobody asked for another library.
        }
        (_chosen, _loaded) = (path, true);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    static nint LoadDefault(Assembly assembly) =>
        NativeLibrary.TryLoad("onnxruntime", assembly, null, out var handle)
            ? handle
            : throw new ModelException(
                $"Expected libonnxruntime.so beside the program in {AppContext.BaseDirectory} (or where the system finds libraries), " +
                    "found none that loads. " +
                "Copy it there, or set the native library's path.");

    static nint LoadFrom(string path)
    {
        if (!File.Exists(path))
            throw new ModelException($"Expected ONNX Runtime's native library at {path}, found no file. Correct the setting, or leave " +
                "it empty to use the one beside the program.");
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new ModelException(
                $"Expected ONNX Runtime's native library for {RuntimeInformation.RuntimeIdentifier} at {path}, but the loader refused " +
                    $"it: {e.Message.Trim()} " +
                "Give a library built for this machine, with what it depends on installed.", e);
        }
    }

    /// <summary>
    /// OrtGetApiBase returns struct OrtApiBase { const OrtApi* (*GetApi)(uint32_t version); const char* (*GetVersionString)(void); }
    /// (onnxruntime_c_api.h). The minor version is the API's version.
    /// </summary>
    static string CheckVersion(nint handle, string library, Assembly assembly)
    {
        if (!NativeLibrary.TryGetExport(handle, "OrtGetApiBase", out var entry))
            throw new ModelException($"Expected ONNX Runtime in {library}, found a library without OrtGetApiBase. Give the path of " +
                "libonnxruntime.so.");
        var apiBase = ((delegate* unmanaged<nint*>)entry)();
        var found = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)apiBase[1])()) ?? "";
        var expected = ApiVersion(assembly);
        if (expected is not null && System.Version.TryParse(found, out var native)
            && (native.Major != expected.Major || native.Minor < expected.Minor))
            throw new ModelException(
                $"Expected ONNX Runtime {expected.Major}.{expected.Minor} or newer in {library}, as the C# API is of " +
                    $"{expected.Major}.{expected.Minor}, found {found}. " +
                "Give a newer native library, or build against the C# API of that version.");
        return found;
    }

    /// <summary>Version of the C# API, or null where its assembly does not tell (0.0.0).</summary>
    static Version? ApiVersion(Assembly assembly)
    {
        var text = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        return System.Version.TryParse(text.Split('+', '-')[0], out var version) && version.Major > 0 ? version : null;
    }
}
