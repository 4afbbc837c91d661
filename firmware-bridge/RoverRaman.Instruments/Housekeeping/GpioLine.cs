using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using RoverRaman.Instruments.Safety;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Housekeeping;

/// <summary>
/// One line of a GPIO chip through the character device's second interface (Linux 5.10, linux/gpio.h). While this process lives the line is its;
/// when the process dies, however it dies, the kernel gives the line back, so that an enable line with a pull-down goes low.
/// <code>
/// GPIO_V2_GET_LINE     C250B407, 592 bytes: offsets u32[64] @0, consumer[32] @256, config @288, num_lines @560, fd @588
///   config (272 bytes): flags u64, num_attrs u32, padding u32[5], attrs 10 x {id u32, padding u32, value u64, mask u64}
/// GPIO_V2_GET_VALUES   C010B40E, GPIO_V2_SET_VALUES C010B40F: bits u64, mask u64
/// flags: active low 2, input 4, output 8, pull up 100h, pull down 200h;  attribute 2: output values
/// </code>
/// </summary>
public sealed unsafe class GpioLine : IDigitalLine
{
    const uint GetLine = 0xC250_B407, GetValues = 0xC010_B40E, SetValues = 0xC010_B40F;
    const int RequestSize = 592, ConsumerAt = 256, ConfigAt = 288, LineCountAt = 560, DescriptorAt = 588;
    const int AttributeCountAt = ConfigAt + 8, FirstAttributeAt = ConfigAt + 32;
    const ulong ActiveLow = 0x2, Input = 0x4, Output = 0x8, PullUp = 0x100, PullDown = 0x200;
    const uint OutputValues = 2;
    readonly SafeFileHandle _line;

    GpioLine(SafeFileHandle line, string name)
    {
        _line = line;
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Takes a line as an output that is off.</summary>
    /// <param name="chip">Path of the chip, /dev/gpiochip0.</param>
    /// <param name="offset">Line of the chip.</param>
    /// <param name="activeLow">On is low.</param>
    /// <exception cref="IOException">No such chip or line, or another process has it.</exception>
    public static GpioLine OpenOutput(string chip, int offset, bool activeLow = false) =>
        Open(chip, offset, Output | PullDown | (activeLow ? ActiveLow : 0));

    /// <summary>Takes a line as an input.</summary>
    /// <inheritdoc cref="OpenOutput"/>
    public static GpioLine OpenInput(string chip, int offset, bool activeLow = false) =>
        Open(chip, offset, Input | (activeLow ? ActiveLow | PullUp : PullDown));

    /// <inheritdoc/>
    public bool Read() => (Values(GetValues, 0) & 1) != 0;

    /// <inheritdoc/>
    public void Write(bool on) => Values(SetValues, on ? 1u : 0u);

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    /// <summary>The request for one line as the kernel wants it.</summary>
    internal static byte[] Request(int offset, ulong flags)
    {
        var request = new byte[RequestSize];
        BinaryPrimitives.WriteUInt32LittleEndian(request, (uint)offset);
        _ = Encoding.ASCII.GetBytes("roverraman", request.AsSpan(ConsumerAt));
        BinaryPrimitives.WriteUInt64LittleEndian(request.AsSpan(ConfigAt), flags);
        BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(LineCountAt), 1);
        if ((flags & Output) != 0)
        {
            // Off from the moment on which the line is an output.
            BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(AttributeCountAt), 1);
            BinaryPrimitives.WriteUInt32LittleEndian(request.AsSpan(FirstAttributeAt), OutputValues);
            BinaryPrimitives.WriteUInt64LittleEndian(request.AsSpan(FirstAttributeAt + 16), 1);
        }
        return request;
    }

    static GpioLine Open(string chip, int offset, ulong flags)
    {
        var name = $"{chip}:{offset}";
        var descriptor = LibC.Open(chip, LibC.OpenReadWrite | LibC.OpenCloseOnExec, 0);
        if (descriptor < 0)
            throw new IOException($"Expected a GPIO chip at {chip}, got: {LibC.Describe(Marshal.GetLastPInvokeError())}.");
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        var request = Request(offset, flags);
        fixed (byte* argument = request)
            if (LibC.IoControl(handle, GetLine, argument) < 0)
                throw new IOException($"Expected line {offset} of {chip}, got: {LibC.Describe(Marshal.GetLastPInvokeError())}. Does the line exist, and is it free (gpioinfo)?");
        return new GpioLine(new SafeFileHandle(BinaryPrimitives.ReadInt32LittleEndian(request.AsSpan(DescriptorAt)), ownsHandle: true), name);
    }

    ulong Values(uint call, ulong bits)
    {
        var values = stackalloc ulong[] { bits, 1 };
        if (LibC.IoControl(_line, call, values) < 0)
            throw new IOException($"The GPIO line {Name} failed: {LibC.Describe(Marshal.GetLastPInvokeError())}.");
        return values[0];
    }
}
