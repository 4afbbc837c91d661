using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>
/// Names of classes by head version, from class tables received and from a head file. Ids are never renumbered, so a head file of another
/// version still names the classes that it has.
/// </summary>
public sealed class ClassNames
{
    const int RememberedHeads = 16;

    readonly Dictionary<ushort, string> _fromFile = [];
    readonly Dictionary<uint, Dictionary<ushort, string>> _byHead = [];
    readonly Queue<uint> _oldestFirst = new();

    /// <summary>Takes the classes of a head file.</summary>
    public void AddHead(IEnumerable<ClassName> classes)
    {
        foreach (var (id, name) in classes)
            _fromFile[id] = name;
    }

    /// <summary>Takes a table or a part of one. The tables of the last 16 heads are kept.</summary>
    public void Add(ClassTable table)
    {
        if (!_byHead.TryGetValue(table.HeadVersion, out var names))
        {
            _byHead[table.HeadVersion] = names = [];
            _oldestFirst.Enqueue(table.HeadVersion);
            if (_oldestFirst.Count > RememberedHeads)
                _ = _byHead.Remove(_oldestFirst.Dequeue());
        }
        foreach (var (id, name) in table.Classes)
            names[id] = name;
    }

    /// <summary>Name of a class, or null where nobody has told it.</summary>
    public string? Find(uint headVersion, ushort classId) =>
        _byHead.TryGetValue(headVersion, out var names) && names.TryGetValue(classId, out string? name) ? name : _fromFile.GetValueOrDefault(classId);
}
