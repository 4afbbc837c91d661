using System.Text.Json;

namespace RoverRaman.Ground;

/// <summary>What an emulator played, in order: JSON lines {"index":0,"mineral":"Quartz","source":"..."}.</summary>
public static class TruthFile
{
    /// <summary>Minerals in the order of play.</summary>
    /// <exception cref="DownlinkException">The file cannot be read or a line is not what it should be.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        var minerals = new List<string>();
        int number = 0;
        foreach (string line in Lines(path))
        {
            number++;
            if (line.Length > 0)
                minerals.Add(Mineral(line, path, number));
        }
        return minerals;
    }

    static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DownlinkException($"Expected a truth file at '{path}', found: {e.Message}", e);
        }
    }

    static string Mineral(string line, string path, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("mineral", out var mineral)
                && mineral.ValueKind == JsonValueKind.String)
                return mineral.GetString()!;
        }
        catch (JsonException e)
        {
            throw new DownlinkException($"Expected a JSON object in line {number} of '{path}', found: {e.Message}", e);
        }
        throw new DownlinkException($"Expected {{\"index\":{number - 1},\"mineral\":\"NAME\"}} in line {number} of '{path}', found {line}.");
    }
}
