using System.Runtime.InteropServices;

namespace RoverRaman.Onboard;

/// <summary>Sets the calendar clock of the system, where the daemon may (CAP_SYS_TIME).</summary>
static partial class SystemClock
{
    const int Realtime = 0;

    public static bool TrySet(long unixMilliseconds, out string reason)
    {
        reason = "only Linux is known here";
        if (!OperatingSystem.IsLinux() || unixMilliseconds < 0)
            return false;
        var time = new TimeSpec { Seconds = (nint)(unixMilliseconds / 1000), Nanoseconds = (nint)(unixMilliseconds % 1000 * 1_000_000) };
        if (SetTime(Realtime, ref time) == 0)
            return true;
        reason = $"the clock was not set: {Marshal.GetLastPInvokeErrorMessage()}; the daemon needs CAP_SYS_TIME";
        return false;
    }

    [LibraryImport("libc", EntryPoint = "clock_settime", SetLastError = true)]
    private static partial int SetTime(int clock, ref TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
