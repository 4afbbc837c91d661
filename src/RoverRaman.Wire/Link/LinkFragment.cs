namespace RoverRaman.Wire;

/// <summary>
/// One piece of a product that is larger than the link's unit: 02, kind, sequence, index, count (the last three <see cref="VarInt"/>), bytes.
/// What is cut is the product and its CRC-32C, so that pieces that do not belong together are found out.
/// </summary>
/// <param name="Key">The product.</param>
/// <param name="Index">Number of the piece, from 0.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct LinkFragment(ProductKey Key, ushort Index, ushort Count)
{
    /// <summary>First byte.</summary>
    public const byte Tag = 0x02;

    /// <summary>Longest head of a piece, bytes.</summary>
    public const int MaxHeader = 2 + VarInt.MaxSize + 3 + 3;

    /// <summary>Bytes of the head for a sequence and a count: the same for every piece, so that all but the last are equally long.</summary>
    public static int HeaderSize(uint sequence, int count) => 2 + SizeOf(sequence) + 2 * SizeOf((uint)count);

    /// <summary>How many pieces <paramref name="size"/> bytes take in units of <paramref name="unit"/> bytes; 0 where a unit is too small.</summary>
    public static int CountFor(int size, uint sequence, int unit)
    {
        for (int digits = 1, limit = 0x80; digits <= 3; digits++, limit = limit << 7)
        {
            int room = unit - 2 - SizeOf(sequence) - 2 * digits;
            if (room < 1)
                return 0;
            int count = (size + room - 1) / room;
            if (count < limit && count <= ushort.MaxValue)
                return Math.Max(count, 1);
        }
        return 0;
    }

    /// <summary>Writes the head; returns its length, which is <see cref="HeaderSize"/>.</summary>
    public int Write(Span<byte> output)
    {
        (output[0], output[1]) = (Tag, (byte)Key.Kind);
        int length = 2 + VarInt.Write(output[2..], Key.Sequence);
        length += WritePadded(output[length..], Index, SizeOf(Count));
        return length + VarInt.Write(output[length..], Count);
    }

    /// <summary>Reads the head of a unit; <paramref name="data"/> is what follows.</summary>
    /// <exception cref="WireFormatException">The bytes are not a fragment.</exception>
    public static LinkFragment Read(ReadOnlySpan<byte> unit, out ReadOnlySpan<byte> data)
    {
        data = unit;
        if (unit.Length < 2 || unit[0] != Tag)
            throw new WireFormatException($"fragment: expected the tag {Tag:x2}, found {unit.Length} bytes without it.");
        var kind = (ProductKind)unit[1];
        data = unit[2..];
        if (!VarInt.TryRead(ref data, out uint sequence) || !VarInt.TryRead(ref data, out uint index) || !VarInt.TryRead(ref data, out uint count)
            || count is 0 or > ushort.MaxValue || index >= count || data.IsEmpty)
            throw new WireFormatException("fragment: expected sequence, index < count <= 65535 and data, found other bytes.");
        return new(new(kind, sequence), (ushort)index, (ushort)count);
    }

    static int SizeOf(uint value) => value switch { < 1u << 7 => 1, < 1u << 14 => 2, < 1u << 21 => 3, < 1u << 28 => 4, _ => 5 };

    // A longer form of a small number: 7 bits each, more to come, is still LEB128.
    static int WritePadded(Span<byte> output, uint value, int size)
    {
        for (int i = 0; i < size; i++, value >>= 7)
            output[i] = (byte)(value & 0x7f | (i < size - 1 ? 0x80u : 0));
        return size;
    }
}
