namespace RoverRaman.Wire;

/// <summary>
/// Finds space packets with their CRC-16 in a byte stream that starts anywhere. Space packets have no start mark, so after damage every
/// byte is tried until a packet of a wanted APID ends in its checksum. Memory is fixed by the largest packet.
/// </summary>
/// <param name="apid">First APID taken.</param>
/// <param name="apids">How many.</param>
public sealed class SpacePacketReader(ushort apid = LinkFramer.DefaultApid, int apids = byte.MaxValue + 1)
{
    readonly byte[] _bytes = new byte[2 * (SpacePacketHeader.Size + SpacePacketHeader.MaxDataLength)];
    int _start;
    int _length;

    /// <summary>Good packets delivered.</summary>
    public long Packets { get; private set; }

    /// <summary>Stretches that were no good packet.</summary>
    public long BadPackets { get; private set; }

    /// <summary>Bytes of these.</summary>
    public long BytesSkipped { get; private set; }

    /// <summary>
    /// Takes bytes from the front of <paramref name="input"/> until a packet is complete: true with its header and data field without the
    /// checksum, valid until the next call. False where the input is used up.
    /// </summary>
    public bool TryRead(ref ReadOnlySpan<byte> input, out SpacePacketHeader header, out ReadOnlyMemory<byte> data)
    {
        while (true)
        {
            Fill(ref input);
            bool isInSync = true;
            while (_length > 0 && !IsPossible(_start))
            {
                Skip(ref isInSync);
            }
            if (TryTake(out header, out data, out bool isDamaged))
                return true;
            if (isDamaged)
                Skip(ref isInSync);
            else if (input.IsEmpty)
                return false;
        }
    }

    /// <summary>What has begun is not continued (the end of a datagram): tries what follows its first byte.</summary>
    public bool Cut()
    {
        if (_length == 0)
            return false;
        bool isInSync = true;
        Skip(ref isInSync);
        return true;
    }

    bool TryTake(out SpacePacketHeader header, out ReadOnlyMemory<byte> data, out bool isDamaged)
    {
        (header, data, isDamaged) = (default, default, false);
        if (_length < SpacePacketHeader.Size)
            return false;
        header = SpacePacketHeader.Read(_bytes.AsSpan(_start, _length));
        int size = SpacePacketHeader.Size + header.DataLength;
        if (_length < size)
            return false;
        isDamaged = header.DataLength <= Crc16.Size || Crc16.Compute(_bytes.AsSpan(_start, size)) != 0;
        if (isDamaged)
            return false;
        data = _bytes.AsMemory(_start + SpacePacketHeader.Size, header.DataLength - Crc16.Size);
        _start += size;
        _length -= size;
        Packets++;
        return true;
    }

    // Version 0 and a wanted APID, as far as the bytes are there.
    bool IsPossible(int at)
    {
        if (_bytes[at] >> 5 != 0)
            return false;
        if (_length < 2)
            return true;
        int found = (_bytes[at] & 7) << 8 | _bytes[at + 1];
        return found >= apid && found < apid + apids;
    }

    void Skip(ref bool isInSync)
    {
        BadPackets += isInSync ? 1 : 0;
        isInSync = false;
        BytesSkipped++;
        _start++;
        _length--;
    }

    void Fill(ref ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
            return;
        if (_start > 0 && _start + _length + input.Length > _bytes.Length)
        {
            _bytes.AsSpan(_start, _length).CopyTo(_bytes);
            _start = 0;
        }
        int taken = Math.Min(input.Length, _bytes.Length - _start - _length);
        input[..taken].CopyTo(_bytes.AsSpan(_start + _length));
        _length += taken;
        input = input[taken..];
    }
}
