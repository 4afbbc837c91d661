using RoverRaman.Instruments.BwTek;
using RoverRaman.Instruments.C12880;
using RoverRaman.Instruments.Classic;
using RoverRaman.Instruments.MicroSpec;
using RoverRaman.Instruments.Tcd1304;
using RoverRaman.Instruments.Wasatch;

namespace RoverRaman.Instruments.Tests.Protocols;

/// <summary>One protocol's reader with a frame that it must read; <see cref="BlindSpot"/> says which changed bytes it cannot notice.</summary>
/// <param name="Name">For the test's name.</param>
/// <param name="NewReader">Makes a reader.</param>
/// <param name="Frame">A whole spectrum on the wire.</param>
/// <param name="Counts">What it says.</param>
sealed record ReaderCase(string Name, Func<SpectrumReader> NewReader, byte[] Frame, float[] Counts)
{
    /// <summary>Whether every changed byte must be noticed.</summary>
    public bool Guarded => BlindSpot.Of(Name) is null;

    public static IReadOnlyList<ReaderCase> All { get; } =
    [
        Classic("usb2000", new ClassicFormat(ClassicModel.Usb2000, 2048, Checksum: true), 4095),
        Classic("usb4000", new ClassicFormat(ClassicModel.Usb4000, 3670, Checksum: true), 65000),
        Classic("usb4000 sum", new ClassicFormat(ClassicModel.Usb4000, 200, Wide: true, Checksum: true), 65000),
        Classic("usb2000 compressed", new ClassicFormat(ClassicModel.Usb2000, 2048, Compressed: true, Checksum: true), 4095),
        Classic("usb2000 no checksum", new ClassicFormat(ClassicModel.Usb2000, 2048), 4095),
        Golden("vendor sum", new ClassicFormat(ClassicModel.Usb2000, 10, Checksum: true), CodecTests.VendorSumExample),
        Golden("vendor compressed", new ClassicFormat(ClassicModel.Usb2000, 40, Compressed: true, Checksum: true), CodecTests.VendorExample),
        BwTekAscii(),
        BwTekBinary(),
        Tcd(),
        C12880(freeRunning: true),
        C12880(freeRunning: false),
        Wisp(),
        MicroSpec(),
    ];

    /// <summary>A spectrum with a slope, peaks, and values at both ends of the range.</summary>
    public static ushort[] Pixels(int count, int maximum)
    {
        var random = new Random(count);
        var pixels = new ushort[count];
        for (var i = 0; i < count; i++)
            pixels[i] = (ushort)Math.Clamp(maximum / 4 + i % 300 * 3 + random.Next(40) + (i % 97 == 0 ? maximum / 2 : 0), 0, maximum);
        pixels[count / 2] = (ushort)maximum;
        pixels[count / 3] = 0;
        return pixels;
    }

    static ReaderCase Classic(string name, ClassicFormat format, int maximum) => Golden(name, format, Pixels(format.Pixels, maximum));

    static ReaderCase Golden(string name, ClassicFormat format, ushort[] pixels)
    {
        var frame = new byte[ClassicSpectrum.LongestLength(format)];
        var length = ClassicSpectrum.Encode(format, 3, 100, [.. pixels.Select(pixel => (uint)pixel)], frame);
        return new(name, () => new ClassicSpectrumReader(format, 3, 100), frame[..length], [.. pixels.Select(pixel => (float)pixel)]);
    }

    static ReaderCase BwTekAscii()
    {
        var pixels = Pixels(BwTekProtocol.Pixels, 65535);
        var frame = new byte[BwTekProtocol.AsciiScanLength];
        _ = BwTekProtocol.EncodeAscii(pixels, frame);
        return new("bwtek", () => new BwTekAsciiReader(), frame, [.. pixels.Select(pixel => (float)pixel)]);
    }

    static ReaderCase BwTekBinary()
    {
        var pixels = Pixels(BwTekProtocol.Pixels, 65535);
        var frame = new byte[DeltaCompression.LongestLength(BwTekProtocol.BinaryValues)];
        var length = BwTekProtocol.EncodeBinary(pixels, frame);
        return new("bwtek binary", () => new BwTekBinaryReader(), frame[..length], [.. pixels.Select(pixel => (float)pixel)]);
    }

    static ReaderCase Tcd()
    {
        var pixels = Pixels(TcdCommand.Values, TcdCommand.MaximumValue);
        var frame = new byte[TcdCommand.ReplyLength];
        for (var i = 0; i < pixels.Length; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(2 * i), (ushort)(TcdCommand.MaximumValue - pixels[i]));
        return new("tcd1304", () => new TcdSpectrumReader(), frame, [.. pixels.Select(pixel => (float)pixel)]);
    }

    static ReaderCase C12880(bool freeRunning)
    {
        var pixels = Pixels(C12880Protocol.Pixels, C12880Protocol.MaximumValue);
        var frame = new byte[C12880Protocol.LongestLine];
        var length = C12880Protocol.Encode(pixels, freeRunning, frame);
        // A free-running stream is joined in the middle of a line.
        byte[] wire = freeRunning ? [(byte)'\n', .. frame[..length]] : frame[..length];
        return new(freeRunning ? "c12880" : "c12880 commanded", () => new C12880LineReader(freeRunning), wire, [.. pixels.Select(pixel => (float)pixel)]);
    }

    static ReaderCase Wisp()
    {
        var pixels = Pixels(1024, 65535);
        var frame = new byte[2048];
        for (var i = 0; i < pixels.Length; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(2 * i), pixels[i]);
        return new("wasatch", () => new WispSpectrumReader(1024), frame, [.. pixels.Select(pixel => (float)pixel)]);
    }

    static ReaderCase MicroSpec()
    {
        var pixels = Pixels(MicroSpecProtocol.Pixels, 65535);
        var frame = new byte[MicroSpecProtocol.FrameHeader + 2 * pixels.Length];
        _ = MicroSpecProtocol.EncodeFrame(pixels, frame);
        return new("microspec", () => new MicroSpecFrameReader(), frame, [.. pixels.Select(pixel => (float)pixel)]);
    }

    public override string ToString() => Name;
}
