namespace MessagePack;

public ref partial struct MessagePackReader
{
    /// <summary>
    /// Passes over one whole value with everything in it. Counts what is still open instead of calling itself, so nesting costs no
    /// stack; every open value takes at least one byte, so the count cannot overflow.
    /// </summary>
    public void Skip()
    {
        for (long open = 1; open > 0; open--)
            open += SkipHeaderAndContent();
    }

    // Returns the number of values that follow inside.
    long SkipHeaderAndContent()
    {
        byte code = NextCode;
        switch (MessagePackCode.ToMessagePackType(code))
        {
            case MessagePackType.Array:
                return ReadArrayHeader();
            case MessagePackType.Map:
                return 2L * ReadMapHeader();
            case MessagePackType.Unknown:
                throw WrongCode(code);
            default:
                _reader.Advance(1);
                _ = ReadRaw(ContentLength(code));
                return 0;
        }
    }

    long ContentLength(byte code) => MessagePackCode.ToMessagePackType(code) switch
    {
        MessagePackType.String or MessagePackType.Binary => ReadBytesLength(code),
        MessagePackType.Extension => ExtensionLength(code),
        _ => NumberLength(code),
    };

    static long NumberLength(byte code) => code switch
    {
        MessagePackCode.UInt8 or MessagePackCode.Int8 => 1,
        MessagePackCode.UInt16 or MessagePackCode.Int16 => 2,
        MessagePackCode.UInt32 or MessagePackCode.Int32 or MessagePackCode.Float32 => 4,
        MessagePackCode.UInt64 or MessagePackCode.Int64 or MessagePackCode.Float64 => 8,
        _ => 0,
    };

    // The type byte comes after the length and before the content.
    long ExtensionLength(byte code) => 1 + code switch
    {
        MessagePackCode.FixExt1 => 1,
        MessagePackCode.FixExt2 => 2,
        MessagePackCode.FixExt4 => 4,
        MessagePackCode.FixExt8 => 8,
        MessagePackCode.FixExt16 => 16,
        MessagePackCode.Ext8 => (long)ReadBigEndian(1),
        MessagePackCode.Ext16 => (long)ReadBigEndian(2),
        _ => (long)ReadBigEndian(4),
    };
}
