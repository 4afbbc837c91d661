using RoverRaman.Wire;

namespace RoverRaman.Heads;

// Makes and applies the changes of a delta. Retired rows close up, replaced ones stay in place, added ones come last.
static class HeadDiff
{
    public static HeadDelta Between(HeadPackage from, HeadPackage to, HeadWeightEncoding encoding)
    {
        if (Frame(to.Manifest) != Frame(from.Manifest))
            throw new HeadFormatException($"Expected two heads of one backbone, preprocessing, grid and encoding, found {Frame(from.Manifest)} and {Frame(to.Manifest)}. Send the whole head.");
        var settings = HeadSettings.Of(to.Manifest);
        var rows = Rows(from, to, encoding).OrderBy(row => row.ClassId).ToArray();
        var delta = new HeadDelta(
            from.Hash(), "", to.Manifest.HeadVersion, encoding, rows, settings == HeadSettings.Of(from.Manifest) ? null : settings);
        return delta with { TargetSha256 = Changed(delta, from).Hash() };
    }

    public static HeadPackage Changed(HeadDelta delta, HeadPackage from)
    {
        var manifest = from.Manifest;
        if (delta.TargetVersion <= manifest.HeadVersion)
            throw new HeadFormatException(HeadRefusal.CounterNotHigher, $"Expected a version above {manifest.HeadVersion}, found {delta.TargetVersion}. Give the new head a higher version.");
        var rows = manifest.Classes.Select((name, i) => new Row(name, from.Weights.AsMemory(i * manifest.FeatureSize, manifest.FeatureSize), from.Biases[i])).ToList();
        foreach (var change in delta.Rows)
            Change(rows, change, manifest.FeatureSize);
        var changed = manifest with
        {
            HeadVersion = delta.TargetVersion,
            Classes = [.. rows.Select(row => row.Name)],
            GoldenChecks = [.. manifest.GoldenChecks.Where(check => rows.Exists(row => row.Name.Id == check.ClassId))],
        };
        if (delta.Settings is { } settings)
            changed = changed with
            {
                Temperature = settings.Temperature,
                UnknownThreshold = settings.UnknownThreshold,
                ConformalThreshold = settings.ConformalThreshold,
                ConformalCoverage = settings.ConformalCoverage,
            };
        float[] weights = new float[rows.Count * manifest.FeatureSize];
        for (int i = 0; i < rows.Count; i++)
            rows[i].Weights.CopyTo(weights.AsMemory(i * manifest.FeatureSize));
        // Through its bytes, so that what is used is what a reader of the file would have.
        return HeadPackage.Read(new HeadPackage(changed, weights, [.. rows.Select(row => row.Bias)]).ToBytes());
    }

    sealed record Row(ClassName Name, ReadOnlyMemory<float> Weights, float Bias);

    static void Change(List<Row> rows, DeltaRow change, int features)
    {
        int at = rows.FindIndex(row => row.Name.Id == change.ClassId);
        if (change.Change == DeltaChange.Add && at >= 0)
            throw new HeadFormatException(HeadRefusal.DuplicateClass, $"Expected a new class to add, found id {change.ClassId} in the head already ('{rows[at].Name.Name}'). Replace it, or take another id.");
        if (change.Change != DeltaChange.Add && at < 0)
            throw new HeadFormatException(HeadRefusal.MissingClass, $"Expected class {change.ClassId} in the head to {(change.Change == DeltaChange.Retire ? "retire" : "replace")}, found none. Make the delta against the head that holds it.");
        if (change.Change != DeltaChange.Retire && change.Weights.Length != features)
            throw new HeadFormatException(HeadRefusal.WrongFeatureSize, $"Expected {features} weights for class {change.ClassId}, found {change.Weights.Length}. Fit the row on this backbone.");
        if (change.Change == DeltaChange.Retire)
            rows.RemoveAt(at);
        else if (change.Change == DeltaChange.Replace)
            rows[at] = Made(change);
        else
            rows.Add(Made(change));
    }

    static Row Made(DeltaRow change) => new(new(change.ClassId, change.Name), change.Weights, change.Bias);

    static IEnumerable<DeltaRow> Rows(HeadPackage from, HeadPackage to, HeadWeightEncoding encoding)
    {
        var before = Index(from);
        var after = Index(to);
        foreach (ushort id in before.Keys.Where(id => !after.ContainsKey(id)))
            yield return new(DeltaChange.Retire, id, "", [], 0);
        foreach (var (id, row) in after)
        {
            if (!before.TryGetValue(id, out int old))
                yield return Rounded(DeltaChange.Add, to, row, encoding);
            else if (!Same(from, old, to, row))
                yield return Rounded(DeltaChange.Replace, to, row, encoding);
        }
    }

    static DeltaRow Rounded(DeltaChange change, HeadPackage head, int row, HeadWeightEncoding encoding)
    {
        int features = head.Manifest.FeatureSize;
        byte[] bytes = new byte[RowCodec.Size(encoding, 1, features)];
        RowCodec.Write(encoding, head.Weights.AsSpan(row * features, features), features, bytes);
        var (id, name) = head.Manifest.Classes[row];
        return new(change, id, name, RowCodec.Read(encoding, bytes, 1, features), head.Biases[row]);
    }

    static bool Same(HeadPackage from, int old, HeadPackage to, int row)
    {
        int features = to.Manifest.FeatureSize;
        return from.Manifest.Classes[old] == to.Manifest.Classes[row]
            && BitConverter.SingleToInt32Bits(from.Biases[old]) == BitConverter.SingleToInt32Bits(to.Biases[row])
            && from.Weights.AsSpan(old * features, features).SequenceEqual(to.Weights.AsSpan(row * features, features));
    }

    static Dictionary<ushort, int> Index(HeadPackage head) =>
        head.Manifest.Classes.Select((name, i) => (name.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);

    static (string, int, FeatureLayout?, string, HeadAxis?, HeadRange?, HeadWeightEncoding) Frame(HeadManifest manifest) =>
        (manifest.BackboneSha256, manifest.FeatureSize, manifest.Layout, manifest.Preprocessing, manifest.Axis, manifest.InstrumentRange, manifest.WeightEncoding);
}
