using System.Globalization;

namespace RoverRaman.Training.Train.Rover;

/// <summary>
/// Ids of minerals, the same in every model: a file of lines <c>id,name</c>. Known names keep their id for ever, new ones get the next.
/// </summary>
public sealed class ClassIdTable
{
    const string Header = "id,name";

    readonly SortedDictionary<ushort, string> _names = [];
    readonly Dictionary<string, ushort> _ids = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names by id, ascending.</summary>
    public IReadOnlyDictionary<ushort, string> Names => _names;

    /// <summary>Reads the table; a missing file is an empty table.</summary>
    /// <exception cref="TrainingException">A line is not <c>id,name</c>, or an id or name stands twice.</exception>
    public static ClassIdTable Load(string path)
    {
        var table = new ClassIdTable();
        if (!File.Exists(path))
            return table;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || line == Header)
                continue;
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            if (comma < 0 || !ushort.TryParse(line.AsSpan(0, comma), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                || line[(comma + 1)..].Trim() is not { Length: > 0 } name || !table._names.TryAdd(id, name) || !table._ids.TryAdd(name, id))
                throw new TrainingException($"Expected id,name with each id and name once in {path}, found '{line}' on line {number}; correct the line.");
        }
        return table;
    }

    /// <summary>Id of a mineral, whatever the case of its letters; a new one where it has none yet.</summary>
    /// <exception cref="TrainingException">All 65,536 ids are taken.</exception>
    public ushort IdOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_ids.TryGetValue(name, out var id))
            return id;
        var next = _names.Count == 0 ? 0 : _names.Keys.Last() + 1;
        if (next > ushort.MaxValue)
            throw new TrainingException($"Expected a free class id for '{name}', found none of 65,536; start another table.");
        _names.Add((ushort)next, name);
        _ids.Add(name, (ushort)next);
        return (ushort)next;
    }

    /// <summary>Writes the table by way of a second file, so that a full disk leaves the old one.</summary>
    public void Save(string path)
    {
        var partial = path + ".partial";
        File.WriteAllLines(partial, [Header, .. _names.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key},{pair.Value}"))]);
        File.Move(partial, path, overwrite: true);
    }
}
