using System.Globalization;
using System.Text.Json;

namespace RoverRaman.Bench;

/// <summary>Measures the rows that were asked for and prints them; see tools/bench.sh.</summary>
static class Program
{
    static readonly BenchGroup[] Groups = [NetworkRows.Group, HeadRows.Group, HeadPackageRows.Group, DaemonRows.Group, SwapRows.Group, TrainingRows.Group, MatchRows.Group, SizeRows.Group, InstrumentRows.Group, TriageRows.Group];

    static int Main(string[] arguments)
    {
        var wanted = new List<string>();
        string? json = null;
        for (var i = 0; i < arguments.Length; i++)
            if (arguments[i] != "--json")
                wanted.Add(arguments[i]);
            else if (++i < arguments.Length)
                json = arguments[i];
            else
                return Usage("--json expects the path of a file to write");

        var unknown = wanted.Except(Groups.SelectMany(group => group.Names)).ToArray();
        if (unknown.Length > 0)
            return Usage($"no row is named {string.Join(", ", unknown)}");
        var rows = Measure(wanted);
        if (json is not null)
            WriteJson(json, rows);
        return 0;
    }

    static List<BenchRow> Measure(List<string> wanted)
    {
        var scratch = Directory.CreateTempSubdirectory("roverraman-bench-");
        try
        {
            var context = new BenchContext(FindRepository(), scratch.FullName);
            var rows = new List<BenchRow>();
            Console.WriteLine($"{"row",-28} {"value",12} {"unit",-10} {"budget",10} {"baseline",12} {"ratio",8}  ");
            foreach (var group in Groups.Where(group => wanted.Count == 0 || group.Names.Intersect(wanted).Any()))
                foreach (var row in group.Measure(context).Where(row => wanted.Count == 0 || wanted.Contains(row.Name)))
                {
                    rows.Add(row);
                    Console.WriteLine(Line(row));
                }
            return rows;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    static string Line(BenchRow row)
    {
        var budget = row.Budget is { } limit ? (row.AtLeast ? ">= " : "<= ") + limit.ToString("0.##", CultureInfo.InvariantCulture) : "";
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{row.Name,-28} {row.Value,12:0.###} {row.Unit,-10} {budget,10} {row.Baseline,12:0.###} {row.Ratio,8:0.##}  ");
        return text + (row.Ok ? "" : "OVER BUDGET ") + (row.BaselineName is { } name && row.Baseline is not null ? $"({name})" : "");
    }

    static void WriteJson(string path, List<BenchRow> rows)
    {
        using var file = File.Create(path);
        using var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        foreach (var row in rows)
        {
            writer.WriteStartObject(row.Name);
            writer.WriteNumber("value", row.Value);
            writer.WriteString("unit", row.Unit);
            WriteOptional(writer, "budget", row.Budget);
            WriteOptional(writer, "baseline", row.Baseline);
            writer.WriteBoolean("ok", row.Ok);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    static void WriteOptional(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "RoverRaman.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"Expected RoverRaman.sln in a folder above {AppContext.BaseDirectory}.");
    }

    static int Usage(string problem)
    {
        Console.Error.WriteLine($"bench: {problem}; rows: {string.Join(' ', Groups.SelectMany(group => group.Names))}");
        return 2;
    }
}
