namespace RoverRaman.Wire;

/// <summary>One peak as it travels: 24 bits.</summary>
/// <param name="Index">Point of the grid, 0..1391 (Raman shift = 200 + index cm-1).</param>
/// <param name="Height">Height over the baseline in 127ths of the highest peak, 0..127.</param>
/// <param name="Width">Full width at half height, cm-1, 1..63.</param>
public readonly record struct SpectrumPeak(ushort Index, byte Height, byte Width)
{
    /// <summary>Bytes of a peak.</summary>
    public const int Size = 3;

    /// <summary>What stands for the highest peak.</summary>
    public const byte FullHeight = 127;

    /// <summary>Widest peak.</summary>
    public const byte MaxWidth = 63;

    internal int Pack() => Math.Min((int)Index, SpectrumCodec.Points - 1) << 13 | Math.Min(Height, FullHeight) << 6 | Math.Min(Width, MaxWidth);

    internal static SpectrumPeak Unpack(int bits) => new((ushort)(bits >> 13), (byte)(bits >> 6 & 127), (byte)(bits & 63));
}
