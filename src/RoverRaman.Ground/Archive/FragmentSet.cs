using System.Buffers.Binary;
using RoverRaman.Wire;

namespace RoverRaman.Ground;

// The fragments of one product, as far as they have come.
sealed class FragmentSet(int count)
{
    readonly byte[]?[] _pieces = new byte[count][];
    int _there;

    public int Count => count;

    /// <summary>Number of the report before which the last fragment came: a set that still grows is not asked for again at once.</summary>
    public uint TouchedAt { get; set; }

    public void Add(int index, ReadOnlySpan<byte> piece)
    {
        _there += _pieces[index] is null ? 1 : 0;
        _pieces[index] ??= piece.ToArray();
    }

    public bool IsWhole => _there == count;

    public IReadOnlyList<ushort> Missing(int limit) => [.. Enumerable.Range(0, count).Where(i => _pieces[i] is null).Take(limit).Select(i => (ushort)i)];

    /// <summary>The product, or null where the pieces do not belong together.</summary>
    public byte[]? Join()
    {
        byte[] bytes = [.. _pieces.SelectMany(piece => piece!)];
        int size = bytes.Length - Crc32C.Size;
        if (size < 1 || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(size)) != Crc32C.Compute(bytes.AsSpan(0, size)))
            return null;
        return bytes[..size];
    }
}
