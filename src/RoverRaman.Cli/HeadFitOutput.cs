using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Ground.Heads;
using RoverRaman.Heads;

namespace RoverRaman.Cli;

/// <summary>Writes a fitted head and says what it is.</summary>
static class HeadFitOutput
{
    public static int Write(ParseResult parse, bool json, string path, HeadPackage head, IReadOnlyList<Support> support, TimeSpan time)
    {
        byte[] bytes = head.ToBytes();
        HeadFiles.Write(path, bytes);
        var manifest = head.Manifest;
        var counts = support.GroupBy(spectrum => spectrum.ClassName).ToDictionary(
            group => group.Key, group => (Measured: group.Count(spectrum => !spectrum.IsReference), References: group.Count(spectrum => spectrum.IsReference)));
        var fitted = manifest.Classes.Where(name => counts.ContainsKey(name.Name)).ToList();
        var output = parse.InvocationConfiguration.Output;
        if (json)
        {
            JsonOutput.Print(output, new JsonObject
            {
                ["file"] = path,
                ["sha256"] = HeadPackage.Sha256(bytes),
                ["version"] = manifest.HeadVersion,
                ["classes"] = manifest.Classes.Count,
                ["bytes"] = bytes.Length,
                ["fit_seconds"] = time.TotalSeconds,
                ["fitted"] = new JsonArray([.. fitted.Select(name => (JsonNode)new JsonObject { ["id"] = name.Id, ["class"] = name.Name, ["spectra"] = counts[name.Name].Measured, ["references"] = counts[name.Name].References })]),
            });
            return 0;
        }
        foreach (var (id, name) in fitted)
            output.WriteLine($"{id,6}  {name,-24} {counts[name].Measured,4} spectra{(counts[name].References is > 0 and var references ? $", {references} references" : "")}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{path}: version {manifest.HeadVersion}, {manifest.Classes.Count} classes, {bytes.Length} bytes as {manifest.WeightEncoding}, fitted in {time.TotalSeconds:F2} s"));
        output.WriteLine($"sha256 {HeadPackage.Sha256(bytes)}");
        return 0;
    }
}
