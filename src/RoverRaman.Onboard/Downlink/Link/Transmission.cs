using System.Buffers.Binary;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>A product on its way: whole, or the fragments that are still to be sent.</summary>
sealed class Transmission
{
    readonly byte[] _body;
    readonly IReadOnlyList<ushort> _indices;
    readonly int _count;
    readonly int _room;
    int _next;

    public Transmission(HeldProduct product, int maxUnit)
    {
        Product = product;
        var body = product.Stored.Body;
        if (body.Length <= maxUnit)
        {
            (_body, _count, _indices) = (body.ToArray(), 1, [0]);
            return;
        }
        // The CRC-32C of the whole travels in the last fragment.
        _body = new byte[body.Length + Crc32C.Size];
        body.Span.CopyTo(_body);
        BinaryPrimitives.WriteUInt32LittleEndian(_body.AsSpan(body.Length), Crc32C.Compute(body.Span));
        _count = LinkFragment.CountFor(_body.Length, product.Stored.Key.Sequence, maxUnit);
        _room = maxUnit - LinkFragment.HeaderSize(product.Stored.Key.Sequence, _count);
        _indices = product.Missing is { } missing ? [.. missing.Where(index => index < _count)] : [.. Enumerable.Range(0, _count).Select(index => (ushort)index)];
        if (_indices.Count == 0)
            _indices = [0];
    }

    public HeldProduct Product { get; }

    /// <summary>Number of the next word on a link of bits.</summary>
    public int Word { get; private set; }

    public bool IsDone => _next == _indices.Count || Word == BitLink.Words;

    public void NextWord() => Word++;

    /// <summary>The next unit, in <paramref name="buffer"/> or in the product itself.</summary>
    public ReadOnlySpan<byte> Next(Span<byte> buffer, out SpacePacketSegment segment)
    {
        segment = SpacePacketSegment.Unsegmented;
        if (_room == 0)
        {
            _next++;
            return _body;
        }
        var index = _indices[_next++];
        segment = index == 0 ? SpacePacketSegment.First : index == _count - 1 ? SpacePacketSegment.Last : SpacePacketSegment.Continuation;
        var header = new LinkFragment(Product.Stored.Key, index, (ushort)_count).Write(buffer);
        var piece = _body.AsSpan(index * _room, Math.Min(_room, _body.Length - index * _room));
        piece.CopyTo(buffer[header..]);
        return buffer[..(header + piece.Length)];
    }
}
