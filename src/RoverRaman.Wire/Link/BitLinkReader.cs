namespace RoverRaman.Wire;

/// <summary>Joins words of 13 bits to products of 34 bits. Words that come twice are harmless; a product that lacks a word is lost whole.</summary>
public sealed class BitLinkReader
{
    ulong _bits;
    int _next;

    /// <summary>Products delivered.</summary>
    public long Products { get; private set; }

    /// <summary>Words that belonged to no whole product.</summary>
    public long WordsLost { get; private set; }

    /// <summary>Takes one word; true with a product where it was the last of one.</summary>
    public bool TryRead(ushort word, out ulong product)
    {
        product = 0;
        int index = word >> 11 & 3;
        ulong data = word & 0x7ffu;
        if (index != _next)
        {
            // The same word again, or a gap: begin anew with a first word, else wait for one.
            if (_next > 0 && index == _next - 1 && (_bits & 0x7ff) == data)
                return false;
            WordsLost += _next + (index == 0 ? 0 : 1);
            (_bits, _next) = index == 0 ? (data, 1) : (0, 0);
            return false;
        }
        _bits = index == 0 ? data : _bits << 11 | data;
        _next = (index + 1) % BitLink.Words;
        if (_next != 0)
            return false;
        if (!BitLink.TryJoin(_bits, out product))
        {
            WordsLost += BitLink.Words;
            return false;
        }
        Products++;
        return true;
    }
}
