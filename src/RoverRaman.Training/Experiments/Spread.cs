using System.Globalization;

namespace RoverRaman.Training.Experiments;

/// <summary>Mean and standard deviation over cells, as text.</summary>
static class Spread
{
    /// <summary>"0.46 +-0.02", without the deviation for a single cell, "-" for none.</summary>
    public static string Of(IEnumerable<double> values)
    {
        var all = values.ToArray();
        if (all.Length == 0)
            return "-";
        var mean = all.Average();
        if (all.Length == 1)
            return mean.ToString("0.###", CultureInfo.InvariantCulture);
        var deviation = Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Length - 1));
        return string.Create(CultureInfo.InvariantCulture, $"{mean:0.###} +-{deviation:0.###}");
    }
}
