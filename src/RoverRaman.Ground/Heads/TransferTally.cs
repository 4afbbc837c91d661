namespace RoverRaman.Ground.Heads;

// Counts of one setting, and the share of each draw.
sealed class TransferTally
{
    readonly List<double> _shares = [];
    readonly List<double> _seconds = [];
    int _drawTested, _drawHits;

    public int Tested { get; private set; }
    public int Hits { get; private set; }
    public int FloorHits { get; private set; }
    public int Usable { get; private set; }
    public int UsableHits { get; private set; }
    public int UsableFloorHits { get; private set; }
    public bool HasFloor { get; private set; } = true;
    public int OldTested { get; set; }
    public int OldBefore { get; set; }
    public int OldAfter { get; set; }

    public void Add(bool hit, bool? floor, bool isUsable)
    {
        if (isUsable)
            (Usable, UsableHits, UsableFloorHits) = (Usable + 1, UsableHits + (hit ? 1 : 0), UsableFloorHits + (floor == true ? 1 : 0));
        (Tested, Hits) = (Tested + 1, Hits + (hit ? 1 : 0));
        (_drawTested, _drawHits) = (_drawTested + 1, _drawHits + (hit ? 1 : 0));
        HasFloor &= floor is not null;
        FloorHits += floor == true ? 1 : 0;
    }

    public void AddFit(TimeSpan time) => _seconds.Add(time.TotalSeconds);

    public void EndDraw()
    {
        if (_drawTested > 0)
            _shares.Add((double)_drawHits / _drawTested);
        (_drawTested, _drawHits) = (0, 0);
    }

    public TransferResult Result(int newClasses, int shots)
    {
        double mean = _shares.DefaultIfEmpty(double.NaN).Average();
        double spread = _shares.Count > 1 ? Math.Sqrt(_shares.Sum(share => (share - mean) * (share - mean)) / (_shares.Count - 1)) : double.NaN;
        return new TransferResult(
            newClasses, shots, _shares.Count, Tested, Share(Hits, Tested), spread, HasFloor ? Share(FloorHits, Tested) : double.NaN,
            (Share(Usable, Tested), Share(UsableHits, Usable), HasFloor ? Share(UsableFloorHits, Usable) : double.NaN),
            OldTested, Share(OldBefore, OldTested), Share(OldAfter, OldTested), _seconds.DefaultIfEmpty(double.NaN).Average());
    }

    static double Share(int hits, int tested) => tested > 0 ? (double)hits / tested : double.NaN;
}
