using RoverRaman.Heads;
using RoverRaman.Inference;

namespace RoverRaman.Daemon;

/// <summary>How ONNX Runtime is to run, and how many classes a head may have.</summary>
static class InferenceSection
{
    public static (InferenceOptions Options, int HeadCapacity) Read(ConfigSection section, ConfigPaths paths)
    {
        var native = section.OptionalText("native_library") is { Length: > 0 } path ? paths.Resolve(path) : null;
        if (native is not null && !File.Exists(native))
            section.Error("native_library", $"expected a file {native}, found none; leave the key out to use the library beside the program");
        var options = new InferenceOptions
        {
            Provider = section.Choice("provider", "cpu", ("cpu", "cpu"), ("cuda", "cuda"), ("tensorrt", "tensorrt")),
            Threads = (int)section.Integer("threads", 1, 64, 1),
            NativeLibrary = native,
            AllowCpuFallback = section.Flag("allow_cpu_fallback", false),
        };
        var capacity = (int)section.Integer("head_capacity", 1, HeadPackage.MaxClasses, HeadSlot.DefaultCapacity);
        section.Finish();
        return (options, capacity);
    }
}
