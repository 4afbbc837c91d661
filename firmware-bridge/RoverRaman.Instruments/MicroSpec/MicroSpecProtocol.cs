using System.Buffers.Binary;

namespace RoverRaman.Instruments.MicroSpec;

/// <summary>Bytes of the Chromation MicroSpec; the table stands at <see cref="MicroSpecCommand"/>.</summary>
public static class MicroSpecProtocol
{
    /// <summary>Pixels of the usual sensor configuration.</summary>
    public const int Pixels = 392;

    /// <summary>Status that means good.</summary>
    public const byte Good = 0;

    /// <summary>Length of a cycle of the exposure counter: 20 us (50 kHz pixel clock).</summary>
    public static TimeSpan Cycle { get; } = TimeSpan.FromMicroseconds(20);

    /// <summary>Bridge status, sensor status, number of pixels.</summary>
    public const int FrameHeader = 4;

    /// <summary>Bytes of data that follow a command byte.</summary>
    public static int DataLength(MicroSpecCommand command) => command switch
    {
        MicroSpecCommand.SetSensorConfig => 3,
        MicroSpecCommand.SetExposure => 2,
        MicroSpecCommand.SetAutoExposeConfig => 11,
        _ => 0,
    };

    /// <summary>Bytes of a reply that is not a spectrum, both status bytes among them.</summary>
    public static int ReplyLength(MicroSpecCommand command) => command switch
    {
        MicroSpecCommand.GetSensorConfig => 5,
        MicroSpecCommand.GetExposure => 4,
        MicroSpecCommand.AutoExposure => 4,
        MicroSpecCommand.GetAutoExposeConfig => 13,
        _ => 2,
    };

    /// <summary>Writes a frame; returns its length.</summary>
    public static int EncodeFrame(ReadOnlySpan<ushort> pixels, Span<byte> destination)
    {
        destination[0] = Good;
        destination[1] = Good;
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)pixels.Length);
        for (var i = 0; i < pixels.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(destination[(FrameHeader + 2 * i)..], pixels[i]);
        return FrameHeader + 2 * pixels.Length;
    }
}
