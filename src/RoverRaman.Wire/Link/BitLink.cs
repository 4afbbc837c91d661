namespace RoverRaman.Wire;

/// <summary>
/// Tier 0 over packets of 13 bits (WHOI Micromodem mini-packet): four words of index 2 and data 11. The 44 bits of data are the product's
/// 34 and a CRC-10 (polynomial 0x233, ITU-T I.610), so that words of different products are not mistaken for one.
/// </summary>
public static class BitLink
{
    /// <summary>Bits of a word.</summary>
    public const int WordBits = 13;

    /// <summary>Words of a product.</summary>
    public const int Words = 4;

    const int DataBits = 11;
    const int CheckBits = 10;
    const int Polynomial = 0x233;

    /// <summary>Writes the four words of a product.</summary>
    public static void Split(ulong product, Span<ushort> words)
    {
        ulong bits = product << CheckBits | Check(product);
        for (int i = 0; i < Words; i++)
            words[i] = (ushort)(i << DataBits | (int)(bits >> DataBits * (Words - 1 - i) & ((1 << DataBits) - 1)));
    }

    /// <summary>The product of four data fields in order; false where their check fails.</summary>
    internal static bool TryJoin(ulong bits, out ulong product)
    {
        product = bits >> CheckBits;
        return Check(product) == (bits & ((1 << CheckBits) - 1));
    }

    static ulong Check(ulong product)
    {
        int crc = 0;
        for (int bit = BitProduct.Bits - 1; bit >= 0; bit--)
        {
            int top = crc >> (CheckBits - 1) & 1 ^ (int)(product >> bit & 1);
            crc = crc << 1 & ((1 << CheckBits) - 1);
            if (top != 0)
                crc ^= Polynomial;
        }
        return (ulong)crc;
    }
}
