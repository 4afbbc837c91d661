namespace RoverRaman.Wire;

/// <summary>Unsigned integers in 1 to 5 bytes, 7 bits each, low first, the high bit set where more follow (LEB128).</summary>
public static class VarInt
{
    /// <summary>Longest form, bytes.</summary>
    public const int MaxSize = 5;

    /// <summary>Writes a number and returns its length.</summary>
    public static int Write(Span<byte> output, uint value)
    {
        int length = 0;
        for (; value >= 0x80; value >>= 7)
            output[length++] = (byte)(value | 0x80);
        output[length++] = (byte)value;
        return length;
    }

    /// <summary>Takes a number from the front; false where the bytes end inside it or it exceeds 32 bits.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> input, out uint value)
    {
        ulong sum = 0;
        for (int i = 0; i < Math.Min(MaxSize, input.Length); i++)
        {
            sum |= (ulong)(input[i] & 0x7f) << 7 * i;
            if ((input[i] & 0x80) != 0)
                continue;
            input = input[(i + 1)..];
            value = (uint)sum;
            return sum <= uint.MaxValue;
        }
        value = 0;
        return false;
    }
}
