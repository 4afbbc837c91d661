namespace MessagePack;

public ref partial struct MessagePackReader
{
    public byte ReadByte() => checked((byte)ReadUInt64());

    public ushort ReadUInt16() => checked((ushort)ReadUInt64());

    public uint ReadUInt32() => checked((uint)ReadUInt64());

    public sbyte ReadSByte() => checked((sbyte)ReadInt64());

    public short ReadInt16() => checked((short)ReadInt64());

    public int ReadInt32() => checked((int)ReadInt64());

    /// <summary>Any integer format; a negative number or one that is too large gives <see cref="OverflowException"/>.</summary>
    public ulong ReadUInt64()
    {
        byte code = ReadCode();
        return code == MessagePackCode.UInt64 ? ReadBigEndian(8) : checked((ulong)ReadSigned(code));
    }

    /// <summary>Any integer format.</summary>
    public long ReadInt64()
    {
        byte code = ReadCode();
        return code == MessagePackCode.UInt64 ? checked((long)ReadBigEndian(8)) : ReadSigned(code);
    }

    /// <summary>Float32; Float64 and integers are converted.</summary>
    public float ReadSingle() => NextCode == MessagePackCode.Float64 ? (float)ReadDouble() : ReadFloat32OrInteger(ReadCode());

    /// <summary>Float64; Float32 and integers are converted.</summary>
    public double ReadDouble()
    {
        byte code = ReadCode();
        return code switch
        {
            MessagePackCode.Float64 => BitConverter.UInt64BitsToDouble(ReadBigEndian(8)),
            MessagePackCode.Float32 => BitConverter.UInt32BitsToSingle((uint)ReadBigEndian(4)),
            MessagePackCode.UInt64 => ReadBigEndian(8),
            _ => ReadSigned(code),
        };
    }

    float ReadFloat32OrInteger(byte code) => code switch
    {
        MessagePackCode.Float32 => BitConverter.UInt32BitsToSingle((uint)ReadBigEndian(4)),
        MessagePackCode.UInt64 => ReadBigEndian(8),
        _ => ReadSigned(code),
    };

    // Every integer format but uint64, which alone does not fit a long.
    long ReadSigned(byte code) => code switch
    {
        <= MessagePackCode.MaxFixInt => code,
        >= MessagePackCode.MinNegativeFixInt => unchecked((sbyte)code),
        MessagePackCode.UInt8 => (long)ReadBigEndian(1),
        MessagePackCode.UInt16 => (long)ReadBigEndian(2),
        MessagePackCode.UInt32 => (long)ReadBigEndian(4),
        MessagePackCode.Int8 => unchecked((sbyte)ReadBigEndian(1)),
        MessagePackCode.Int16 => unchecked((short)ReadBigEndian(2)),
        MessagePackCode.Int32 => unchecked((int)ReadBigEndian(4)),
        MessagePackCode.Int64 => unchecked((long)ReadBigEndian(8)),
        _ => throw WrongCode(code),
    };
}
