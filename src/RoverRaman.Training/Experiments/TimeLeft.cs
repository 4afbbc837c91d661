namespace RoverRaman.Training.Experiments;

/// <summary>Foretells how long cells will take: the mean of their study's finished cells, or of all finished cells where it has none.</summary>
sealed class TimeLeft
{
    readonly Dictionary<string, (double Seconds, int Count)> _byStudy = new(StringComparer.Ordinal);
    double _seconds;
    int _count;

    public TimeLeft(IEnumerable<StoredCell> finished)
    {
        foreach (var cell in finished)
            Add(cell.Key[..cell.Key.IndexOf('|')], cell.Seconds);
    }

    public void Add(string study, double seconds)
    {
        var (sum, count) = _byStudy.GetValueOrDefault(study);
        _byStudy[study] = (sum + seconds, count + 1);
        _seconds += seconds;
        _count++;
    }

    public TimeSpan? Of(IEnumerable<Cell> cells)
    {
        if (_count == 0)
            return null;
        return TimeSpan.FromSeconds(cells.Sum(cell =>
            _byStudy.TryGetValue(cell.Study, out var known) ? known.Seconds / known.Count : _seconds / _count));
    }
}
