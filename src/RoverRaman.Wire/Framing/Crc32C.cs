using System.Buffers.Binary;
using System.Numerics;

namespace RoverRaman.Wire;

/// <summary>
/// CRC-32C (Castagnoli polynomial 0x1EDC6F41, reflected, initial and final 0xFFFFFFFF; RFC 3720 appendix B.4). Check of "123456789" is
/// 0xE3069283. The processor has an instruction for it, which is why it was chosen over CRC-32.
/// </summary>
public static class Crc32C
{
    /// <summary>Bytes of a checksum.</summary>
    public const int Size = 4;

    /// <summary>Checksum of <paramref name="data"/>; pass the checksum of what stands before it to continue.</summary>
    public static uint Compute(ReadOnlySpan<byte> data, uint previous = 0)
    {
        uint crc = ~previous;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (byte value in data)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
