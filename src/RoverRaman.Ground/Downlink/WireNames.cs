using System.Text.Json;
using RoverRaman.Spectra;

namespace RoverRaman.Ground;

/// <summary>The wire's numbers as words, snake_case: the same in tables and in JSON. A value of a newer version keeps its number.</summary>
public static class WireNames
{
    /// <summary>drop, send_summary, send_spectrum.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Enum.IsDefined(value) ? Snake(value.ToString()) : $"unknown_{value:D}";

    /// <summary>Names of the flags that are set, lowest bit first.</summary>
    public static IReadOnlyList<string> OfQuality(ushort flags)
    {
        var names = new List<string>();
        for (int bit = 1; bit <= flags; bit <<= 1)
            if ((flags & bit) != 0)
                names.Add(Of((QualityFlags)bit));
        return names;
    }

    static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
