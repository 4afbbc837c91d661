namespace RoverRaman.Cli;

/// <summary>Hands out stable ids to names, one after the other.</summary>
sealed class ClassIds(int first)
{
    readonly Dictionary<string, ushort> _ids = [];

    /// <exception cref="UsageException">No id is left.</exception>
    public ushort Next(string name)
    {
        if (_ids.TryGetValue(name, out ushort known))
            return known;
        int id = first + _ids.Count;
        return id <= ushort.MaxValue
            ? _ids[name] = (ushort)id
            : throw new UsageException($"Expected ids up to {ushort.MaxValue}, found none left for '{name}'. Give a lower --first-id.");
    }
}
