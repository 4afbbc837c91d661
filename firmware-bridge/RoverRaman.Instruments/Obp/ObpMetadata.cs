using System.Buffers.Binary;

namespace RoverRaman.Instruments.Obp;

/// <summary>
/// What stands before each spectrum of the FX's and HDX's fast buffer (message 00100980); least significant byte first.
/// <code>
/// off size field                          off size field
///   0    2  version                        20    4  pixel format: 1 u16, 2 u24, 3 u32, 4 f32
///   2    2  length of this block: 64       24    4  spectrum count
///   4    4  length of the pixels, bytes    28    4  last spectrum count
///   8    8  microsecond counter            32    8  last microsecond counter
///  16    4  integration time, us           40    2  scans averaged
/// pixels, then 4 bytes that one client calls a checksum and another unused
/// </code>
/// Source: two clients in github.com/ap--/python-seabreeze.
/// </summary>
/// <param name="PixelBytes">Length of the pixels.</param>
/// <param name="Microseconds">Microsecond counter.</param>
/// <param name="IntegrationMicroseconds">Integration time.</param>
/// <param name="PixelFormat">1 for u16.</param>
/// <param name="SpectrumCount">Number of the spectrum.</param>
/// <param name="ScansToAverage">Scans averaged.</param>
public readonly record struct ObpMetadata(
    uint PixelBytes, ulong Microseconds, uint IntegrationMicroseconds, uint PixelFormat, uint SpectrumCount, ushort ScansToAverage)
{
    /// <summary>Bytes of the block.</summary>
    public const int Length = 64;

    /// <summary>Bytes behind the pixels.</summary>
    public const int TrailerLength = 4;

    /// <summary>Pixel format of u16.</summary>
    public const uint UInt16Pixels = 1;

    /// <summary>Writes the block.</summary>
    public void Encode(Span<byte> destination)
    {
        destination[..Length].Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(destination, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[2..], Length);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], PixelBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], Microseconds);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[16..], IntegrationMicroseconds);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[20..], PixelFormat);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[24..], SpectrumCount);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[40..], ScansToAverage);
    }

    /// <summary>Reads the block; false where it is none or does not fit the bytes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out ObpMetadata metadata)
    {
        metadata = default;
        if (bytes.Length < Length || BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]) != Length)
            return false;
        metadata = new ObpMetadata(
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[40..]));
        return metadata.PixelBytes <= (uint)(bytes.Length - Length - TrailerLength);
    }
}
