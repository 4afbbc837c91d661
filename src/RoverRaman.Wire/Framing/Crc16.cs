namespace RoverRaman.Wire;

/// <summary>
/// CRC-16/CCITT-FALSE: polynomial 0x1021, initial 0xFFFF, not reflected, no final XOR; the packet error control of CCSDS packets
/// (ECSS-E-ST-70-41C annex B), sent high byte first. Check of "123456789" is 0x29B1. Not MAVLink's CRC-16, whose check is 0x6F91.
/// </summary>
public static class Crc16
{
    /// <summary>Bytes of a checksum.</summary>
    public const int Size = 2;

    static readonly ushort[] Table = MakeTable();

    /// <summary>Checksum of <paramref name="data"/>. Over data with its checksum behind it, 0.</summary>
    public static ushort Compute(ReadOnlySpan<byte> data)
    {
        ushort crc = ushort.MaxValue;
        foreach (byte value in data)
            crc = (ushort)(crc << 8 ^ Table[crc >> 8 ^ value]);
        return crc;
    }

    static ushort[] MakeTable()
    {
        ushort[] table = new ushort[256];
        for (int i = 0; i < table.Length; i++)
        {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 0x8000) != 0 ? crc << 1 ^ 0x1021 : crc << 1;
            table[i] = (ushort)crc;
        }
        return table;
    }
}
