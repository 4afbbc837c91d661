namespace RoverRaman.Bench;

/// <summary>Sizes of what goes onto a board.</summary>
static class SizeRows
{
    public static BenchGroup Group { get; } = new(["publish.mb", "model.mb"], Measure);

    static IEnumerable<BenchRow> Measure(BenchContext context)
    {
        yield return new BenchRow("model.mb", Directory.EnumerateFiles(context.Model).Sum(file => new FileInfo(file).Length) / 1e6, "MB", Budget: 12);
        var published = Path.Combine(context.Repository, "artifacts", "publish", "linux-x64");
        if (!Directory.Exists(published))
        {
            Console.Error.WriteLine("bench: publish.mb needs the published daemon: run tools/publish.sh linux-x64 first");
            yield break;
        }
        var size = Directory.EnumerateFiles(published, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).Contains("onnxruntime.so", StringComparison.Ordinal) && !file.EndsWith(".dbg", StringComparison.Ordinal))
            .Sum(file => new FileInfo(file).Length);
        yield return new BenchRow("publish.mb", size / 1e6, "MB", Budget: 20);
    }
}
