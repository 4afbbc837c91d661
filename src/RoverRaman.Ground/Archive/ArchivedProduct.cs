using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>A product that came down.</summary>
/// <param name="Key">Which one; its sequence is whole, also for the small tiers.</param>
/// <param name="ReceivedMilliseconds">When it came, ms since 1970.</param>
/// <param name="Body">The unit as it came.</param>
public sealed record ArchivedProduct(ProductKey Key, long ReceivedMilliseconds, ReadOnlyMemory<byte> Body)
{
    /// <summary>The decision that it tells of, as far as it does; null for spectra, pictures, features and messages.</summary>
    public ProductSummary? Summary => Key.Kind switch
    {
        ProductKind.Bits => BitProduct.Unpack(ProductUnit.ReadBits(Body.Span)) with { Sequence = Key.Sequence },
        ProductKind.Tiny => TinyProduct.Read(Body.Span) with { Sequence = Key.Sequence },
        ProductKind.Standard => StandardProduct.Read(Body),
        ProductKind.Peaks => PeaksProduct.Read(Body).Summary,
        _ => null,
    };

    /// <summary>The spectrum, 1392 values, as well as it came; null where the product holds none.</summary>
    public float[]? Spectrum => Key.Kind switch
    {
        ProductKind.Near or ProductKind.Lossless => SpectrumProduct.Read(Body).Values,
        ProductKind.Thumbnail64 or ProductKind.Thumbnail256 => ThumbnailProduct.Read(Body).Values,
        _ => null,
    };
}
