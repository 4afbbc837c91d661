namespace RoverRaman.Spectra;

/// <summary>
/// The common grid of the paper (section 2.2): 200 to 1,600 cm-1 in steps of 1 cm-1 is 1,401 points,
/// cut to 1,392, the next lower multiple of 16.
/// </summary>
public static class Grid
{
    /// <summary>First Raman shift, cm-1.</summary>
    public const int First = 200;

    /// <summary>Last Raman shift, cm-1.</summary>
    public const int Last = 1591;

    /// <summary>Distance between neighbours, cm-1.</summary>
    public const int Step = 1;

    /// <summary>Number of points.</summary>
    public const int Count = (Last - First) / Step + 1;
}
