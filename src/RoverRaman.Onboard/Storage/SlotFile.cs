using System.Buffers.Binary;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>
/// A file of slots of one size, written in place, each with a number and a CRC-32C: it never grows, and a power cut costs the slots that
/// were being written, no others. Header: magic, u32 payload bytes, u32 slots, key (32), CRC-32C of these. Slot: u64 number from 1 (0: never
/// written), payload, CRC-32C of both. All numbers little-endian. A write counts once <see cref="Sync"/> has returned. Not for two threads.
/// </summary>
sealed class SlotFile : IDisposable
{
    const int KeySize = 32, NumberSize = sizeof(ulong);

    readonly IStorageFile _file;
    readonly byte[] _slot;
    readonly int _headerSize;

    /// <summary>Opens a file and reads its slots; one that was made for another key or other sizes begins anew.</summary>
    /// <param name="storage">Where files are.</param>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="key">32 bytes: what the content belongs to.</param>
    /// <param name="slots">Number of slots.</param>
    /// <param name="payloadSize">Bytes of each.</param>
    /// <param name="onSlot">Takes each good slot, in the order of the file: slot, number, payload.</param>
    /// <exception cref="IOException">The file cannot be used.</exception>
    public SlotFile(IStorage storage, string path, ReadOnlySpan<byte> key, int slots, int payloadSize, Action<int, ulong, ReadOnlyMemory<byte>> onSlot)
    {
        _slot = new byte[NumberSize + payloadSize + Crc32C.Size];
        var header = Header(key, slots, payloadSize);
        _headerSize = header.Length;
        storage.Delete(path + StorageExtensions.Unfinished);
        var content = Content(storage, path, header.Length + slots * _slot.Length);
        if (content.AsSpan().StartsWith(header))
            Read(content, onSlot);
        else
            storage.Replace(path, header);
        _file = storage.Open(path);
    }

    static ReadOnlySpan<byte> Magic => [0x8c, (byte)'R', (byte)'R', (byte)'S', (byte)'L', 0x0d, 0x0a, 0x1a];

    /// <summary>Slots found damaged when the file was opened.</summary>
    public int Damaged { get; private set; }

    /// <summary>Writes a slot. Allocates nothing.</summary>
    /// <exception cref="IOException">Not written; the slot may be damaged.</exception>
    public void Write(int slot, ulong number, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_slot, number);
        payload.CopyTo(_slot.AsSpan(NumberSize));
        BinaryPrimitives.WriteUInt32LittleEndian(_slot.AsSpan(_slot.Length - Crc32C.Size), Crc32C.Compute(_slot.AsSpan(0, _slot.Length - Crc32C.Size)));
        _file.Write(_headerSize + (long)slot * _slot.Length, _slot);
    }

    /// <summary>Forces what was written to the disk.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Sync() => _file.Sync();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // A file longer than it can be is not this file.
    static byte[] Content(IStorage storage, string path, int size)
    {
        try
        {
            return storage.Exists(path) ? storage.Read(path, size) : [];
        }
        catch (IOException)
        {
            return [];
        }
    }

    static byte[] Header(ReadOnlySpan<byte> key, int slots, int payloadSize)
    {
        var header = new byte[Magic.Length + 2 * sizeof(int) + KeySize + Crc32C.Size];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(Magic.Length), payloadSize);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(Magic.Length + sizeof(int)), slots);
        key[..KeySize].CopyTo(header.AsSpan(Magic.Length + 2 * sizeof(int)));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(header.Length - Crc32C.Size), Crc32C.Compute(header.AsSpan(0, header.Length - Crc32C.Size)));
        return header;
    }

    void Read(byte[] content, Action<int, ulong, ReadOnlyMemory<byte>> onSlot)
    {
        for (var (slot, at) = (0, _headerSize); at < content.Length; (slot, at) = (slot + 1, at + _slot.Length))
        {
            var whole = content.AsSpan(at, Math.Min(_slot.Length, content.Length - at));
            if (!whole.ContainsAnyExcept((byte)0))
                continue;
            if (whole.Length == _slot.Length && IsIntact(whole))
                onSlot(slot, BinaryPrimitives.ReadUInt64LittleEndian(whole), content.AsMemory(at + NumberSize, _slot.Length - NumberSize - Crc32C.Size));
            else
                Damaged++;
        }
    }

    static bool IsIntact(ReadOnlySpan<byte> slot) =>
        BinaryPrimitives.ReadUInt64LittleEndian(slot) > 0 && BinaryPrimitives.ReadUInt32LittleEndian(slot[^Crc32C.Size..]) == Crc32C.Compute(slot[..^Crc32C.Size]);
}
