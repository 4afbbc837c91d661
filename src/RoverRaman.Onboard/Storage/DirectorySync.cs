using System.Runtime.InteropServices;

namespace RoverRaman.Onboard;

/// <summary>Forces the names in a folder to the disk: a new or renamed file is safe only after that, and .NET has no call for it.</summary>
static partial class DirectorySync
{
    const int ReadOnlyDirectory = 0x10000 | 0x80000; // O_RDONLY | O_DIRECTORY | O_CLOEXEC on x64
    const int ReadOnlyDirectoryArm = 0x4000 | 0x80000; // O_DIRECTORY differs on arm and arm64

    /// <summary>Flushes the folder that holds <paramref name="file"/>. File systems that cannot are not an error: they need not.</summary>
    public static void Flush(string file)
    {
        if (!OperatingSystem.IsLinux() || Path.GetDirectoryName(Path.GetFullPath(file)) is not { } folder)
            return;
        var isArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;
        var descriptor = Open(folder, isArm ? ReadOnlyDirectoryArm : ReadOnlyDirectory);
        if (descriptor < 0)
            return;
        _ = Fsync(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
