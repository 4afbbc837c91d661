namespace RoverRaman.Emulator;

/// <summary>One Raman peak of a mineral.</summary>
/// <param name="Shift">Position, cm-1.</param>
/// <param name="Relative">Height, as a part of the mineral's highest peak.</param>
/// <param name="Width">Full width at half maximum, cm-1.</param>
/// <param name="Source">Where it was read: RRUFF ID and laser.</param>
public readonly record struct MineralPeak(double Shift, double Relative, double Width, string Source)
{
    // Half Lorentzian, half Gaussian: the shape that the table was fitted with.
    const double LorentzianPart = 0.5;

    /// <summary>Height of this peak at a Raman shift, cm-1.</summary>
    public double At(double shift)
    {
        var distance = 2 * (shift - Shift) / Width;
        var square = distance * distance;
        return Relative * (LorentzianPart / (1 + square) + (1 - LorentzianPart) * Math.Exp(-Math.Log(2) * square));
    }
}
