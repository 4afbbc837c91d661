using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RoverRaman.Instruments.Transports;

/// <summary>
/// struct termios2 of Linux (asm-generic/termbits.h, 44 bytes). Unlike termios it carries speeds as numbers, so that any
/// baud works, not only those with a B constant.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
struct Termios2
{
    const uint SpeedIsNumber = 0x1000, EightBits = 0x30, Receive = 0x80, IgnoreModemLines = 0x800;
    const int MinimumBytes = 6;

    public uint InputFlags;
    public uint OutputFlags;
    public uint ControlFlags;
    public uint LocalFlags;
    public byte Line;
    public ControlCharacters Characters;
    public uint InputSpeed;
    public uint OutputSpeed;

    [InlineArray(19)]
    public struct ControlCharacters
    {
        byte _first;
    }

    /// <summary>
    /// 8-N-1, nothing translated, no flow control. HUPCL stays clear, so that closing does not drop DTR and reset a
    /// microcontroller. VMIN is 1 so that a read of 0 bytes can only mean a hang-up (with VMIN 0 it also means "nothing yet").
    /// </summary>
    public static Termios2 Raw(int baud)
    {
        var settings = new Termios2
        {
            ControlFlags = SpeedIsNumber | EightBits | Receive | IgnoreModemLines,
            InputSpeed = (uint)baud,
            OutputSpeed = (uint)baud,
        };
        settings.Characters[MinimumBytes] = 1;
        return settings;
    }

    /// <summary>Applies the settings; returns 0 or an errno.</summary>
    public readonly unsafe int Apply(SafeFileHandle tty)
    {
        var settings = this;
        return LibC.IoControl(tty, LibC.SetTermios2, &settings) < 0 ? Marshal.GetLastPInvokeError() : 0;
    }

    /// <summary>Reads the settings in force; returns 0 or an errno.</summary>
    public static unsafe int Read(SafeFileHandle tty, out Termios2 settings)
    {
        Termios2 found = default;
        var error = LibC.IoControl(tty, LibC.GetTermios2, &found) < 0 ? Marshal.GetLastPInvokeError() : 0;
        settings = found;
        return error;
    }
}
