using RoverRaman.Spectra;

namespace RoverRaman.Emulator;

/// <summary>One spectrum that a sample can show: what light it sends back at each Raman shift, scaled to a largest value of 1.</summary>
/// <param name="Mineral">Name of the mineral, or "unlabelled".</param>
/// <param name="Source">File, or reference of the peak table.</param>
/// <param name="First">Raman shift of the first value, cm-1.</param>
/// <param name="Step">Distance of the values, cm-1.</param>
/// <param name="Values">Light, 0..1.</param>
public sealed record PlayableSpectrum(string Mineral, string Source, double First, double Step, float[] Values)
{
    /// <summary>Light at a Raman shift (cm-1), linear between values; none outside the measured range.</summary>
    public double At(double shift)
    {
        var position = (shift - First) / Step;
        if (position < 0 || position > Values.Length - 1)
            return 0;
        var left = (int)position;
        var right = Math.Min(left + 1, Values.Length - 1);
        return Values[left] + (position - left) * (Values[right] - Values[left]);
    }

    /// <summary>A measured spectrum. What lies below zero (noise around a subtracted baseline) is taken as no light.</summary>
    public static PlayableSpectrum FromMeasured(LabeledSpectrum measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        return Scaled(measured.ClassName ?? "unlabelled", measured.Source, Grid.First, Grid.Step, (float[])measured.Intensities.Clone());
    }

    /// <summary>A mineral of the peak table, drawn from 100 to 1,900 cm-1.</summary>
    public static PlayableSpectrum FromTable(Mineral mineral)
    {
        ArgumentNullException.ThrowIfNull(mineral);
        const double first = 100, last = 1900, step = 0.5;
        var values = new float[(int)((last - first) / step) + 1];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)mineral.At(first + i * step);
        return Scaled(mineral.Name, mineral.Peaks[0].Source, first, step, values);
    }

    static PlayableSpectrum Scaled(string mineral, string source, double first, double step, float[] values)
    {
        var largest = Math.Max(values.Max(), float.Epsilon);
        for (var i = 0; i < values.Length; i++)
            values[i] = Math.Max(0, values[i] / largest);
        return new PlayableSpectrum(mineral, source, first, step, values);
    }
}
