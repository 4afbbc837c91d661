using System.Buffers.Binary;

namespace RoverRaman.Wire;

/// <summary>
/// What stands inside one envelope of a link. The first byte tells: 01 a tiny product, 02 a fragment, 03 another message with its number,
/// 04 the 34 bits, 0x80 and above MessagePack. Every unit names its product, so that it is of use alone.
/// </summary>
public static class ProductUnit
{
    /// <summary>First byte of a message that is no product: then its number as <see cref="VarInt"/>, then the message.</summary>
    public const byte MessageTag = 0x03;

    /// <summary>First byte of a tier 0 product on a link of bytes: then 34 bits in 5 bytes, big-endian.</summary>
    public const byte BitsTag = 0x04;

    /// <summary>Bytes of a tier 0 product on a link of bytes.</summary>
    public const int BitsSize = 6;

    /// <summary>Writes a tier 0 product for a link of bytes.</summary>
    public static void WriteBits(Span<byte> output, in ProductSummary summary)
    {
        Span<byte> word = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(word, BitProduct.Pack(summary));
        output[0] = BitsTag;
        word[3..].CopyTo(output[1..]);
    }

    /// <summary>The 34 bits of a tier 0 product on a link of bytes.</summary>
    /// <exception cref="WireFormatException">Other bytes.</exception>
    public static ulong ReadBits(ReadOnlySpan<byte> unit)
    {
        if (unit.Length != BitsSize || unit[0] != BitsTag)
            throw new WireFormatException($"bits: expected {BitsSize} bytes that begin with {BitsTag:x2}, found {unit.Length}.");
        Span<byte> word = stackalloc byte[8];
        word.Clear();
        unit[1..].CopyTo(word[3..]);
        return BinaryPrimitives.ReadUInt64BigEndian(word);
    }

    /// <summary>Puts a number before a message that is no product; returns the length.</summary>
    public static int WriteMessage(Span<byte> output, uint number, ReadOnlySpan<byte> message)
    {
        output[0] = MessageTag;
        int length = 1 + VarInt.Write(output[1..], number);
        message.CopyTo(output[length..]);
        return length + message.Length;
    }

    /// <summary>The message of a unit that begins with <see cref="MessageTag"/>.</summary>
    /// <exception cref="WireFormatException">Other bytes.</exception>
    public static ReadOnlyMemory<byte> MessageOf(ReadOnlyMemory<byte> unit, out uint number)
    {
        var rest = unit.Span;
        number = 0;
        if (rest.IsEmpty || rest[0] != MessageTag)
            throw new WireFormatException($"message unit: expected the tag {MessageTag:x2}, found {unit.Length} bytes without it.");
        rest = rest[1..];
        return VarInt.TryRead(ref rest, out number) ? unit[^rest.Length..] : throw new WireFormatException("message unit: expected a number at byte 1, found the end of the bytes.");
    }

    /// <summary>Which product a whole unit is; null for fragments and for messages that are none of the link's products.</summary>
    /// <exception cref="WireFormatException">The bytes contradict their first one.</exception>
    public static ProductKey? KeyOf(ReadOnlyMemory<byte> unit)
    {
        if (unit.IsEmpty)
            return null;
        switch (unit.Span[0])
        {
            case TinyProduct.Tag:
                return new(ProductKind.Tiny, TinyProduct.Read(unit.Span).Sequence);
            case BitsTag:
                return new(ProductKind.Bits, BitProduct.Unpack(ReadBits(unit.Span)).Sequence);
            case MessageTag:
                _ = MessageOf(unit, out uint number);
                return new(ProductKind.Message, number);
            default:
                return KeyOfMessage(unit);
        }
    }

    static ProductKey? KeyOfMessage(ReadOnlyMemory<byte> unit) => WireMessage.KindOf(unit.Span) switch
    {
        MessageKind.ProductStandard => new(ProductKind.Standard, StandardProduct.Read(unit).Sequence),
        MessageKind.ProductPeaks => new(ProductKind.Peaks, PeaksProduct.Read(unit).Summary.Sequence),
        MessageKind.ProductFeatures => new(ProductKind.Features, FeaturesProduct.Read(unit).Sequence),
        MessageKind.ProductThumbnail when ThumbnailProduct.Read(unit) is var picture => new(picture.Large ? ProductKind.Thumbnail256 : ProductKind.Thumbnail64, picture.Sequence),
        MessageKind.ProductSpectrum when SpectrumProduct.Read(unit) is var spectrum => new(spectrum.Coding == SpectrumCoding.Near ? ProductKind.Near : ProductKind.Lossless, spectrum.Sequence),
        MessageKind.Catalogue => new(ProductKind.Catalogue, CatalogueCodec.Read(unit).Number),
        _ => null,
    };

    /// <summary>The sequence as the link carries it: the small tiers keep only its last bits.</summary>
    public static uint SequenceOnLink(ProductKey key) => key.Kind switch
    {
        ProductKind.Bits => key.Sequence % BitProduct.SequenceModulus,
        ProductKind.Tiny => key.Sequence % TinyProduct.SequenceModulus,
        _ => key.Sequence,
    };
}
