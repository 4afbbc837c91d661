namespace MessagePack;

public ref partial struct MessagePackWriter
{
    public void Write(byte value) => Write((ulong)value);

    public void Write(ushort value) => Write((ulong)value);

    public void Write(uint value) => Write((ulong)value);

    public void Write(sbyte value) => Write((long)value);

    public void Write(short value) => Write((long)value);

    public void Write(int value) => Write((long)value);

    public void Write(ulong value)
    {
        if (value <= MessagePackCode.MaxFixInt)
            WriteCode((byte)value);
        else if (value <= byte.MaxValue)
            WriteUInt8Format(MessagePackCode.UInt8, (byte)value);
        else if (value <= ushort.MaxValue)
            WriteUInt16Format(MessagePackCode.UInt16, (ushort)value);
        else if (value <= uint.MaxValue)
            WriteUInt32Format(MessagePackCode.UInt32, (uint)value);
        else
            WriteUInt64Format(MessagePackCode.UInt64, value);
    }

    /// <summary>Values from 0 up take the unsigned formats, as the official writer does.</summary>
    public void Write(long value)
    {
        if (value >= 0)
            Write((ulong)value);
        else if (value >= -32)
            WriteCode(unchecked((byte)value));
        else if (value >= sbyte.MinValue)
            WriteUInt8Format(MessagePackCode.Int8, unchecked((byte)value));
        else if (value >= short.MinValue)
            WriteUInt16Format(MessagePackCode.Int16, unchecked((ushort)value));
        else if (value >= int.MinValue)
            WriteUInt32Format(MessagePackCode.Int32, unchecked((uint)value));
        else
            WriteUInt64Format(MessagePackCode.Int64, unchecked((ulong)value));
    }

    public void Write(float value) => WriteUInt32Format(MessagePackCode.Float32, BitConverter.SingleToUInt32Bits(value));

    public void Write(double value) => WriteUInt64Format(MessagePackCode.Float64, BitConverter.DoubleToUInt64Bits(value));
}
