using System.Buffers;

namespace RoverRaman.Wire;

/// <summary>
/// Lists of product keys in few bytes: per kind its number, how many, the first sequence and the differences of the next ones, all as
/// <see cref="VarInt"/>. About 2 bytes a key where keys lie close.
/// </summary>
public static class KeyRuns
{
    /// <summary>Packs keys, each once, sorted by kind and sequence.</summary>
    public static byte[] Pack(IEnumerable<ProductKey> keys)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var group in keys.Distinct().GroupBy(key => key.Kind).OrderBy(group => group.Key))
        {
            uint[] sequences = [.. group.Select(key => key.Sequence).Order()];
            Append(output, (uint)group.Key);
            Append(output, (uint)sequences.Length);
            uint previous = 0;
            foreach (uint sequence in sequences)
            {
                Append(output, sequence - previous);
                previous = sequence;
            }
        }
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Unpacks keys.</summary>
    /// <exception cref="WireFormatException">The bytes end early, or name a kind above 255.</exception>
    public static IReadOnlyList<ProductKey> Unpack(ReadOnlySpan<byte> bytes)
    {
        var keys = new List<ProductKey>();
        int length = bytes.Length;
        while (!bytes.IsEmpty)
        {
            uint sequence = 0;
            // A key takes at least one byte, so a hostile count ends with the bytes.
            if (!VarInt.TryRead(ref bytes, out uint kind) || kind > byte.MaxValue || !VarInt.TryRead(ref bytes, out uint count) || count > bytes.Length)
                throw new WireFormatException($"keys: expected a kind and a count at byte {length - bytes.Length}, found other bytes.");
            for (; count > 0; count--)
            {
                if (!VarInt.TryRead(ref bytes, out uint step))
                    throw new WireFormatException($"keys: expected {count} more sequences at byte {length - bytes.Length}, found the end of the bytes.");
                keys.Add(new ProductKey((ProductKind)kind, sequence += step));
            }
        }
        return keys;
    }

    static void Append(ArrayBufferWriter<byte> output, uint value) => output.Advance(VarInt.Write(output.GetSpan(VarInt.MaxSize), value));
}
