namespace RoverRaman.Spectra;

/// <summary>
/// The positions of a spectrum's points in Raman shift (cm-1). Immutable; every value is finite, and no two are equal.
/// The order is the instrument's own: ascending, descending or mixed.
/// </summary>
public sealed class RamanShiftAxis
{
    readonly double[] _shifts;

    /// <summary>Copies <paramref name="shifts"/> (cm-1).</summary>
    /// <exception cref="SpectrumFormatException">Fewer than two points, a value that is not finite, or two equal values.</exception>
    public RamanShiftAxis(ReadOnlySpan<double> shifts)
    {
        if (shifts.Length < 2)
            throw SpectrumFormatException.TooFewPoints(shifts.Length);
        for (var i = 0; i < shifts.Length; i++)
            if (!double.IsFinite(shifts[i]))
                throw SpectrumFormatException.ShiftNotFinite(i, shifts[i]);

        _shifts = shifts.ToArray();
        Order = AscendingOrder(_shifts);
        for (var i = 1; i < Order.Length; i++)
            if (_shifts[Order[i]] == _shifts[Order[i - 1]])
                throw SpectrumFormatException.ShiftRepeated(_shifts[Order[i]]);
    }

    /// <summary>The paper's grid (section 2.2): 200, 201, ..., 1591 cm-1, 1,392 points.</summary>
    public static RamanShiftAxis Paper { get; } = CreatePaper();

    /// <summary>Number of points.</summary>
    public int Count => _shifts.Length;

    /// <summary>Raman shift of each point, cm-1, in the instrument's order.</summary>
    public ReadOnlySpan<double> Shifts => _shifts;

    /// <summary>Smallest Raman shift, cm-1.</summary>
    public double Minimum => _shifts[Order[0]];

    /// <summary>Largest Raman shift, cm-1.</summary>
    public double Maximum => _shifts[Order[^1]];

    /// <summary>Indices of the points in ascending Raman shift.</summary>
    internal int[] Order { get; }

    /// <summary>Raman shift = 1e7/laser - 1e7/wavelength, both in nm of the same medium (air or vacuum).</summary>
    /// <param name="wavelengths">Wavelength of each pixel, nm, above zero.</param>
    /// <param name="laserNanometres">Excitation wavelength, nm, above zero.</param>
    /// <exception cref="SpectrumFormatException">A wavelength is not above zero, or the shifts are no axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The laser's wavelength is not above zero.</exception>
    public static RamanShiftAxis FromWavelengths(ReadOnlySpan<double> wavelengths, double laserNanometres)
    {
        if (!(laserNanometres > 0 && double.IsFinite(laserNanometres)))
            throw new ArgumentOutOfRangeException(nameof(laserNanometres), laserNanometres, "Expected a wavelength above 0 nm.");
        var shifts = new double[wavelengths.Length];
        for (var i = 0; i < shifts.Length; i++)
            shifts[i] = wavelengths[i] > 0 ? 1e7 / laserNanometres - 1e7 / wavelengths[i] : throw SpectrumFormatException.Wavelength(i, wavelengths[i]);
        return new RamanShiftAxis(shifts);
    }

    // Instruments nearly always write one direction, which needs no sort.
    static int[] AscendingOrder(double[] shifts)
    {
        var order = new int[shifts.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        if (shifts[0] > shifts[^1])
            Array.Reverse(order);
        for (var i = 1; i < order.Length; i++)
            if (shifts[order[i]] < shifts[order[i - 1]])
            {
                Array.Sort(order, (left, right) => shifts[left].CompareTo(shifts[right]));
                break;
            }
        return order;
    }

    static RamanShiftAxis CreatePaper()
    {
        var shifts = new double[Grid.Count];
        for (var i = 0; i < shifts.Length; i++)
            shifts[i] = Grid.First + i;
        return new RamanShiftAxis(shifts);
    }
}
