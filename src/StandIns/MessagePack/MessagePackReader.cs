using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MessagePack;

/// <summary>
/// Reads MessagePack primitives. Two lanes of failure, as in the official package: <see cref="EndOfStreamException"/> where bytes are
/// missing, <see cref="MessagePackSerializationException"/> where they are wrong; a number that does not fit gives <see cref="OverflowException"/>.
/// </summary>
/// <remarks>Always pass it by <c>ref</c>: a copy advances alone.</remarks>
public ref partial struct MessagePackReader
{
    SequenceReader<byte> _reader;

    public MessagePackReader(ReadOnlyMemory<byte> memory)
        : this(new ReadOnlySequence<byte>(memory))
    {
    }

    public MessagePackReader(scoped in ReadOnlySequence<byte> readOnlySequence) => _reader = new(readOnlySequence);

    /// <summary>Bytes read so far.</summary>
    public readonly long Consumed => _reader.Consumed;

    /// <summary>True where nothing is left.</summary>
    public readonly bool End => _reader.End;

    public readonly bool IsNil => NextCode == MessagePackCode.Nil;

    public readonly MessagePackType NextMessagePackType => MessagePackCode.ToMessagePackType(NextCode);

    /// <summary>First byte of the next value, which stays unread.</summary>
    public readonly byte NextCode
    {
        get
        {
            Require(_reader.TryPeek(out byte code));
            return code;
        }
    }

    /// <summary>Reads nil if it is next; otherwise reads nothing.</summary>
    public bool TryReadNil()
    {
        if (!IsNil)
            return false;
        _reader.Advance(1);
        return true;
    }

    public bool ReadBoolean()
    {
        byte code = ReadCode();
        return code switch
        {
            MessagePackCode.True => true,
            MessagePackCode.False => false,
            _ => throw WrongCode(code),
        };
    }

    /// <summary>Number of elements. Never more than the bytes that follow: each element takes at least one, so nobody allocates for a lie.</summary>
    public int ReadArrayHeader()
    {
        uint count = ReadCollectionHeader(MessagePackCode.MinFixArray, MessagePackCode.Array16, MessagePackCode.Array32);
        Require(_reader.Remaining >= count);
        return checked((int)count);
    }

    /// <summary>Number of pairs. Never more than half the bytes that follow.</summary>
    public int ReadMapHeader()
    {
        uint count = ReadCollectionHeader(MessagePackCode.MinFixMap, MessagePackCode.Map16, MessagePackCode.Map32);
        Require(_reader.Remaining >= 2L * count);
        return checked((int)count);
    }

    /// <summary>Content of a bin value (a str value is taken too, as the old specification had no bin), or null for nil. Not copied.</summary>
    public ReadOnlySequence<byte>? ReadBytes() => TryReadNil() ? null : ReadRaw(ReadBytesLength(ReadCode()));

    /// <summary>Content of a string as UTF-8, or null for nil. Not copied.</summary>
    public ReadOnlySequence<byte>? ReadStringSequence() => TryReadNil() ? null : ReadRaw(ReadStringLength(ReadCode()));

    /// <summary>A string, or null for nil. The length is checked against the bytes at hand before anything is allocated.</summary>
    public string? ReadString() => ReadStringSequence() is { } utf8 ? Encoding.UTF8.GetString(utf8) : null;

    /// <summary>The next <paramref name="length"/> bytes as they are.</summary>
    public ReadOnlySequence<byte> ReadRaw(long length)
    {
        Require(length >= 0 && _reader.Remaining >= length);
        var result = _reader.Sequence.Slice(_reader.Position, length);
        _reader.Advance(length);
        return result;
    }

    uint ReadCollectionHeader(byte fix, byte wide, byte widest)
    {
        byte code = ReadCode();
        if ((code & 0xf0) == fix)
            return (uint)code & 0x0f;
        return code == wide ? (uint)ReadBigEndian(2) : code == widest ? (uint)ReadBigEndian(4) : throw WrongCode(code);
    }

    uint ReadStringLength(byte code) => code switch
    {
        >= MessagePackCode.MinFixStr and <= MessagePackCode.MaxFixStr => (uint)(code - MessagePackCode.MinFixStr),
        MessagePackCode.Str8 => (uint)ReadBigEndian(1),
        MessagePackCode.Str16 => (uint)ReadBigEndian(2),
        MessagePackCode.Str32 => (uint)ReadBigEndian(4),
        _ => throw WrongCode(code),
    };

    uint ReadBytesLength(byte code) => code switch
    {
        MessagePackCode.Bin8 => (uint)ReadBigEndian(1),
        MessagePackCode.Bin16 => (uint)ReadBigEndian(2),
        MessagePackCode.Bin32 => (uint)ReadBigEndian(4),
        _ => ReadStringLength(code),
    };

    byte ReadCode()
    {
        Require(_reader.TryRead(out byte code));
        return code;
    }

    ulong ReadBigEndian(int size)
    {
        Require(_reader.Remaining >= size);
        ulong value = 0;
        for (int i = 0; i < size; i++)
        {
            _ = _reader.TryRead(out byte next);
            value = value << 8 | next;
        }
        return value;
    }

    static void Require([DoesNotReturnIf(false)] bool enough)
    {
        if (!enough)
            throw new EndOfStreamException();
    }

    static MessagePackSerializationException WrongCode(byte code) =>
        new($"Unexpected msgpack code 0x{code:x2} ({MessagePackCode.ToMessagePackType(code)}) encountered.");
}
