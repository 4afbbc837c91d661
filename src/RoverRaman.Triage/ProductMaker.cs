using RoverRaman.Spectra;
using RoverRaman.Wire;

namespace RoverRaman.Triage;

/// <summary>Makes the products of a spectrum. Pictures and peaks are of the spectrum without its baseline. Reused; one thread.</summary>
/// <param name="spectrumError">Largest error of a near-lossless spectrum, as a share of its range.</param>
public sealed class ProductMaker(double spectrumError)
{
    const int BaselineIterations = 50;

    readonly FixedBufferWriter _output = new(SpectrumProduct.MaxSize + 64);
    readonly float[] _clean = new float[Grid.Count];
    readonly SpectrumPeak[] _peaks = new SpectrumPeak[PeaksProduct.MaxPeaks];
    uint _cleanOf;
    bool _isClean;

    /// <summary>The unit of a product, valid until the next is made; empty where it cannot be made (no features, for instance).</summary>
    /// <param name="kind">Which.</param>
    /// <param name="summary">The decision.</param>
    /// <param name="grid">The spectrum, <see cref="Grid.Count"/> values.</param>
    /// <param name="features">The network's features, or empty.</param>
    public ReadOnlySpan<byte> Make(ProductKind kind, in ProductSummary summary, ReadOnlySpan<float> grid, ReadOnlySpan<float> features)
    {
        _output.Reset();
        switch (kind)
        {
            case ProductKind.Bits:
                ProductUnit.WriteBits(_output.GetSpan(ProductUnit.BitsSize), summary);
                _output.Advance(ProductUnit.BitsSize);
                break;
            case ProductKind.Tiny:
                TinyProduct.Write(_output.GetSpan(TinyProduct.Size), summary);
                _output.Advance(TinyProduct.Size);
                break;
            case ProductKind.Standard:
                StandardProduct.Write(_output, summary);
                break;
            case ProductKind.Peaks:
                PeaksProduct.Write(_output, summary, _peaks.AsSpan(0, PeakPicker.Pick(Clean(summary.Sequence, grid), _peaks)));
                break;
            case ProductKind.Features when features.Length is > 0 and <= FeaturesProduct.MaxFeatures && FeaturesProduct.MaxSize(features.Length) <= SpectrumProduct.MaxSize:
                FeaturesProduct.Write(_output, summary.Sequence, features);
                break;
            case ProductKind.Thumbnail64 or ProductKind.Thumbnail256:
                ThumbnailProduct.Write(_output, summary.Sequence, Clean(summary.Sequence, grid), kind == ProductKind.Thumbnail256);
                break;
            case ProductKind.Near:
                SpectrumProduct.WriteNear(_output, summary.Sequence, grid, spectrumError);
                break;
            case ProductKind.Lossless:
                SpectrumProduct.WriteLossless(_output, summary.Sequence, grid);
                break;
        }
        return _output.Written.Span;
    }

    // Several products of one spectrum share it.
    float[] Clean(uint sequence, ReadOnlySpan<float> grid)
    {
        if (_isClean && _cleanOf == sequence)
            return _clean;
        for (var i = 0; i < _clean.Length; i++)
            _clean[i] = float.IsFinite(grid[i]) ? grid[i] : 0;
        SnipBaseline.Remove(_clean, BaselineIterations);
        (_cleanOf, _isClean) = (sequence, true);
        return _clean;
    }
}
