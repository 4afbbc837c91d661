namespace RoverRaman.Spectra;

/// <summary>
/// Deals spectra into parts, evenly over the classes. The unit dealt is the specimen where IDs exist, else the spectrum: RRUFF holds
/// several spectra of one specimen, and one specimen on both sides of a split would let a model be tested on what it has seen.
/// </summary>
internal sealed class Stratifier
{
    readonly SpectrumDataSet _data;
    readonly int[][] _groups;

    public Stratifier(SpectrumDataSet data, int seed, bool grouped)
    {
        _data = data;
        _groups = [.. Enumerable.Range(0, data.Spectra.Count)
            .GroupBy(i => grouped && data.Spectra[i].SpecimenId is { } id ? (id, -1) : (string.Empty, i))
            .Select(group => group.ToArray())];
        Shuffle(_groups, seed);
    }

    /// <summary>Large groups first, each to the fold that holds least of its classes, then least in all.</summary>
    public int[][] Folds(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var folds = new List<int>[count];
        var classCounts = new int[count, _data.Classes.Count + 1];
        for (var f = 0; f < count; f++)
            folds[f] = [];
        foreach (var group in _groups.OrderByDescending(group => group.Length))
        {
            var fold = Enumerable.Range(0, count).MinBy(f => (group.Sum(i => classCounts[f, _data.Labels[i] + 1]), folds[f].Count));
            folds[fold].AddRange(group);
            foreach (var i in group)
                classCounts[fold, _data.Labels[i] + 1]++;
        }
        return Array.ConvertAll(folds, fold => fold.Order().ToArray());
    }

    /// <summary>Class by class, groups are set apart as long as that brings the part nearer to its share.</summary>
    public SpectrumSplit Split(double fraction)
    {
        if (!(fraction is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "Expected a share between 0 and 1.");
        var apart = new List<int>();
        var owed = 0.0;
        foreach (var groups in _groups.GroupBy(group => _data.Labels[group[0]]).OrderBy(groups => groups.Key))
        {
            var left = groups.Count();
            if (left == 1)
                continue;
            // What rounding leaves of one class is made good by the next, so that small classes give their share too.
            owed += fraction * groups.Sum(group => group.Length);
            foreach (var group in groups)
            {
                if (left == 1 || group.Length > 2 * owed)
                    continue;
                apart.AddRange(group);
                owed -= group.Length;
                left--;
            }
        }
        var part = apart.Order().ToArray();
        return new SpectrumSplit([.. Enumerable.Range(0, _data.Spectra.Count).Except(part)], part);
    }

    // Fisher-Yates over SplitMix64 (Steele, Lea, Flood 2014), so that a seed means the same in every version of .NET.
    static void Shuffle(int[][] groups, int seed)
    {
        var state = (ulong)seed;
        for (var i = groups.Length - 1; i > 0; i--)
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            var j = (int)Math.BigMul(z, (ulong)(i + 1), out _);
            (groups[i], groups[j]) = (groups[j], groups[i]);
        }
    }
}
