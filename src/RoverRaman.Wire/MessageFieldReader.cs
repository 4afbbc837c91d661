using System.Text;
using MessagePack;

namespace RoverRaman.Wire;

/// <summary>
/// Reads the fields of one message by position and turns every way in which bytes can be wrong into one
/// <see cref="WireFormatException"/> that names the message, the field, the byte, what was expected and what was found.
/// </summary>
public ref struct MessageFieldReader
{
    // Names are checked strictly: a replaced character would silently rename a mineral.
    static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    readonly string _message;
    MessagePackReader _reader;

    /// <summary>Reads <paramref name="bytes"/>; <paramref name="message"/> is its name in error texts.</summary>
    public MessageFieldReader(string message, ReadOnlyMemory<byte> bytes)
    {
        _message = message;
        _reader = new MessagePackReader(bytes);
    }

    /// <summary>Bytes read so far.</summary>
    public readonly int Consumed => (int)_reader.Consumed;

    /// <summary>Reads the array header and the kind of a message that has at least <paramref name="fields"/> fields, kind included; returns how many it has.</summary>
    public int BeginMessage(MessageKind kind, int fields)
    {
        int count = ReadArrayHeader("message");
        if (count < fields)
            throw Wrong(0, "message", $"an array of at least {fields}", $"an array of {count}");
        long found = ReadInteger("kind", 0, byte.MaxValue);
        if (found != (long)kind)
            throw Wrong(Consumed - 1, "kind", $"{(int)kind} ({kind})", $"{found}");
        return count;
    }

    /// <summary>Skips the fields that a newer writer added after the <paramref name="known"/> first of <paramref name="count"/>, then demands the end.</summary>
    public void EndMessage(int count, int known)
    {
        for (int i = known; i < count; i++)
            Skip($"added field {i}");
        if (!_reader.End)
            throw Wrong(Consumed, "end", "no bytes after the message", "more bytes");
    }

    /// <summary>Number of elements of an array; never more than the bytes that follow.</summary>
    public int ReadArrayHeader(string field)
    {
        int at = Consumed;
        try
        {
            return _reader.ReadArrayHeader();
        }
        catch (Exception e) when (IsFormatError(e))
        {
            throw Wrong(at, field, "an array", e);
        }
    }

    /// <summary>Number of pairs of a map; never more than half the bytes that follow.</summary>
    public int ReadMapHeader(string field)
    {
        int at = Consumed;
        try
        {
            return _reader.ReadMapHeader();
        }
        catch (Exception e) when (IsFormatError(e))
        {
            throw Wrong(at, field, "a map", e);
        }
    }

    /// <summary>An integer in <paramref name="minimum"/>..<paramref name="maximum"/>.</summary>
    public long ReadInteger(string field, long minimum, long maximum)
    {
        int at = Consumed;
        try
        {
            long value = _reader.ReadInt64();
            return value >= minimum && value <= maximum ? value : throw Wrong(at, field, $"{minimum}..{maximum}", $"{value}");
        }
        catch (Exception e) when (IsFormatError(e))
        {
            throw Wrong(at, field, $"an integer in {minimum}..{maximum}", e);
        }
    }

    /// <summary>An integer in 0..4294967295.</summary>
    public uint ReadUInt32(string field) => (uint)ReadInteger(field, 0, uint.MaxValue);

    /// <summary>An integer in 0..65535.</summary>
    public ushort ReadUInt16(string field) => (ushort)ReadInteger(field, 0, ushort.MaxValue);

    /// <summary>An integer in 0..255.</summary>
    public byte ReadByte(string field) => (byte)ReadInteger(field, 0, byte.MaxValue);

    /// <summary>An integer, or null for nil.</summary>
    public long? ReadOptionalInteger(string field, long minimum, long maximum) => TryReadNil(field) ? null : ReadInteger(field, minimum, maximum);

    /// <summary>A finite float.</summary>
    public float ReadFinite(string field)
    {
        int at = Consumed;
        try
        {
            float value = _reader.ReadSingle();
            return float.IsFinite(value) ? value : throw Wrong(at, field, "a finite float", $"{value}");
        }
        catch (Exception e) when (IsFormatError(e))
        {
            throw Wrong(at, field, "a float", e);
        }
    }

    /// <summary>Valid UTF-8 of at most <paramref name="maximumBytes"/> bytes; the length is checked before anything is allocated.</summary>
    public string ReadString(string field, int maximumBytes)
    {
        int at = Consumed;
        try
        {
            var utf8 = _reader.ReadStringSequence() ?? throw Wrong(at, field, "a string", "nil");
            if (utf8.Length > maximumBytes)
                throw Wrong(at, field, $"at most {maximumBytes} bytes", $"{utf8.Length}");
            return StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            throw Wrong(at, field, "valid UTF-8", e);
        }
        catch (Exception e) when (IsFormatError(e))
        {
            throw Wrong(at, field, "a string", e);
        }
    }

    /// <summary>A bin value of <paramref name="minimum"/>..<paramref name="maximum"/> bytes. A view into the message, not a copy.</summary>
    public ReadOnlySpan<byte> ReadBinary(string field, int minimum, int maximum)
    {
        int at = Consumed;
        try
        {
            var bytes = _reader.ReadBytes() ?? throw Wrong(at, field, "bytes", "nil");
            return bytes.Length >= minimum && bytes.Length <= maximum
                ? bytes.FirstSpan // One segment: this reader is only made from contiguous memory.
                : throw Wrong(at, field, minimum == maximum ? $"{minimum} bytes" : $"{minimum}..{maximum} bytes", $"{bytes.Length}");
        }
        catch (Exception e) when (IsFormatError(e))
        {
            throw Wrong(at, field, "bytes", e);
        }
    }

    /// <summary>Passes over one value of any type and depth.</summary>
    public void Skip(string field)
    {
        int at = Consumed;
        try
        {
            _reader.Skip();
        }
        catch (Exception e) when (IsFormatError(e))
        {
            throw Wrong(at, field, "a MessagePack value", e);
        }
    }

    /// <summary>The exception for a field: what was expected, what was found, at which byte.</summary>
    public readonly WireFormatException Wrong(int at, string field, string expected, string found) =>
        new($"{_message}: expected {expected} for '{field}' at byte {at}, found {found}.");

    bool TryReadNil(string field)
    {
        int at = Consumed;
        try
        {
            return _reader.TryReadNil();
        }
        catch (Exception e) when (IsFormatError(e))
        {
            throw Wrong(at, field, "an integer or nil", e);
        }
    }

    readonly WireFormatException Wrong(int at, string field, string expected, Exception e) =>
        new($"{_message}: expected {expected} for '{field}' at byte {at}, found {Found(e)}.", e);

    static string Found(Exception e) => e switch
    {
        EndOfStreamException or ArgumentOutOfRangeException => "the end of the bytes",
        OverflowException => "a number out of range",
        DecoderFallbackException => "other bytes",
        _ => e.Message.TrimEnd('.'),
    };

    // MessagePack 2.5 takes a length of 2^31 or more for a negative one, and its slice refuses that as out of range.
    static bool IsFormatError(Exception e) =>
        e is MessagePackSerializationException or EndOfStreamException or OverflowException or ArgumentOutOfRangeException;
}
