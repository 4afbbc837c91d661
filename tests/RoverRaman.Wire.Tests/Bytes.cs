using System.Buffers;

namespace RoverRaman.Wire.Tests;

static class Bytes
{
    public static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    public static byte[] Of(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Header of a MessagePack array: one byte up to 15 elements, three above.</summary>
    public static byte[] ArrayHeader(int count) => count < 16 ? [(byte)(0x90 | count)] : [0xdc, (byte)(count >> 8), (byte)count];
}
