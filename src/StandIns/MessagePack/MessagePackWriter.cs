using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace MessagePack;

/// <summary>
/// Writes MessagePack primitives, each in its most compact form, into an <see cref="IBufferWriter{T}"/>. Nothing is committed to the
/// buffer writer before <see cref="Flush"/> (or before the current span is full), as in the official package. Allocates nothing itself.
/// </summary>
/// <remarks>Always pass it by <c>ref</c>: a copy loses what it wrote.</remarks>
public ref partial struct MessagePackWriter
{
    readonly IBufferWriter<byte> _output;
    Span<byte> _span;
    int _used;

    public MessagePackWriter(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _output = writer;
        _span = default;
        _used = 0;
    }

    /// <summary>Hands everything written so far to the buffer writer.</summary>
    public void Flush()
    {
        if (_used > 0)
            _output.Advance(_used);
        _span = default;
        _used = 0;
    }

    public void WriteNil() => WriteCode(MessagePackCode.Nil);

    public void Write(bool value) => WriteCode(value ? MessagePackCode.True : MessagePackCode.False);

    public void WriteArrayHeader(int count) => WriteArrayHeader((uint)count);

    public void WriteArrayHeader(uint count) =>
        WriteCollectionHeader(count, MessagePackCode.MinFixArray, MessagePackCode.Array16, MessagePackCode.Array32);

    public void WriteMapHeader(int count) => WriteMapHeader((uint)count);

    public void WriteMapHeader(uint count) =>
        WriteCollectionHeader(count, MessagePackCode.MinFixMap, MessagePackCode.Map16, MessagePackCode.Map32);

    /// <summary>Writes one bin value: header and content.</summary>
    public void Write(ReadOnlySpan<byte> src)
    {
        WriteBinHeader(src.Length);
        WriteRaw(src);
    }

    /// <summary>Writes one bin value, or nil.</summary>
    public void Write(byte[]? src)
    {
        if (src is null)
            WriteNil();
        else
            Write(src.AsSpan());
    }

    /// <summary>Header of a bin value whose content follows by <see cref="WriteRaw"/>.</summary>
    public void WriteBinHeader(int length)
    {
        if (length <= byte.MaxValue)
            WriteUInt8Format(MessagePackCode.Bin8, (byte)length);
        else if (length <= ushort.MaxValue)
            WriteUInt16Format(MessagePackCode.Bin16, (ushort)length);
        else
            WriteUInt32Format(MessagePackCode.Bin32, (uint)length);
    }

    /// <summary>Header of a string of <paramref name="byteCount"/> UTF-8 bytes, whose content follows by <see cref="WriteRaw"/>.</summary>
    public void WriteStringHeader(int byteCount)
    {
        if (byteCount <= MessagePackCode.MaxFixStr - MessagePackCode.MinFixStr)
            WriteCode((byte)(MessagePackCode.MinFixStr + byteCount));
        else if (byteCount <= byte.MaxValue)
            WriteUInt8Format(MessagePackCode.Str8, (byte)byteCount);
        else if (byteCount <= ushort.MaxValue)
            WriteUInt16Format(MessagePackCode.Str16, (ushort)byteCount);
        else
            WriteUInt32Format(MessagePackCode.Str32, (uint)byteCount);
    }

    /// <summary>Writes a string of UTF-8 bytes.</summary>
    public void WriteString(ReadOnlySpan<byte> utf8stringBytes)
    {
        WriteStringHeader(utf8stringBytes.Length);
        WriteRaw(utf8stringBytes);
    }

    public void Write(string? value)
    {
        if (value is null)
        {
            WriteNil();
            return;
        }
        int length = Encoding.UTF8.GetByteCount(value);
        WriteStringHeader(length);
        // Reserve may start a new span, so it runs before _used is read.
        int written = Encoding.UTF8.GetBytes(value, Reserve(length));
        _used += written;
    }

    /// <summary>Copies bytes as they are: content after a header, or a whole MessagePack value.</summary>
    public void WriteRaw(ReadOnlySpan<byte> rawMessagePackBlock)
    {
        rawMessagePackBlock.CopyTo(Reserve(rawMessagePackBlock.Length));
        _used += rawMessagePackBlock.Length;
    }

    void WriteCollectionHeader(uint count, byte fix, byte wide, byte widest)
    {
        if (count <= 15)
            WriteCode((byte)(fix + count));
        else if (count <= ushort.MaxValue)
            WriteUInt16Format(wide, (ushort)count);
        else
            WriteUInt32Format(widest, count);
    }

    void WriteCode(byte code)
    {
        Reserve(1)[0] = code;
        _used++;
    }

    void WriteUInt8Format(byte code, byte value)
    {
        var span = Reserve(2);
        span[0] = code;
        span[1] = value;
        _used += 2;
    }

    void WriteUInt16Format(byte code, ushort value)
    {
        var span = Reserve(3);
        span[0] = code;
        BinaryPrimitives.WriteUInt16BigEndian(span[1..], value);
        _used += 3;
    }

    void WriteUInt32Format(byte code, uint value)
    {
        var span = Reserve(5);
        span[0] = code;
        BinaryPrimitives.WriteUInt32BigEndian(span[1..], value);
        _used += 5;
    }

    void WriteUInt64Format(byte code, ulong value)
    {
        var span = Reserve(9);
        span[0] = code;
        BinaryPrimitives.WriteUInt64BigEndian(span[1..], value);
        _used += 9;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Span<byte> Reserve(int size)
    {
        if (_span.Length - _used < size)
            Refill(size);
        return _span[_used..];
    }

    void Refill(int size)
    {
        Flush();
        _span = _output.GetSpan(size);
    }
}
