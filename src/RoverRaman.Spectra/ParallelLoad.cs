namespace RoverRaman.Spectra;

/// <summary>Reads all files of a set on all cores and joins what came of them in the set's order.</summary>
internal sealed class ParallelLoad(Func<IFileSet> open, LoadOptions options, IProgress<LoadProgress>? progress)
{
    const int ReportsInAll = 200;

    long _bytes;
    int _done;

    /// <summary>Reads everything.</summary>
    public LoadResult Run(CancellationToken cancellation)
    {
        using var first = open();
        var results = new LoadResult[first.Count];
        var workers = Math.Clamp(first.Count, 1, Environment.ProcessorCount);
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = workers };
        _ = Parallel.For(
            0,
            first.Count,
            parallel,
            () => (Files: open(), Buffer: new ReadBuffer(options.MaxFileBytes)),
            (index, _, worker) =>
            {
                results[index] = ReadOne(worker.Files, worker.Buffer, index);
                Report(results.Length);
                return worker;
            },
            worker => worker.Files.Dispose());
        return Join(results);
    }

    LoadResult ReadOne(IFileSet files, ReadBuffer buffer, int index)
    {
        var name = files.NameOf(index);
        try
        {
            if (Interlocked.Read(ref _bytes) > options.MaxTotalBytes)
                throw SpectrumFormatException.TooLarge(options.MaxTotalBytes);
            var bytes = files.Read(index, buffer);
            _ = Interlocked.Add(ref _bytes, bytes.Length);
            return SpectrumFile.Read(bytes, name, options.Kind);
        }
        catch (SpectrumFormatException exception)
        {
            return new LoadResult(SpectrumDataSet.Empty, [new RefusedFile(name, exception.Reason, exception.Message)]);
        }
    }

    void Report(int total)
    {
        var done = Interlocked.Increment(ref _done);
        if (progress is not null && (done == total || done % Math.Max(1, total / ReportsInAll) == 0))
            progress.Report(new LoadProgress(done, total));
    }

    static LoadResult Join(LoadResult[] results) => new(
        new SpectrumDataSet([.. results.SelectMany(result => result.DataSet.Spectra)]),
        [.. results.SelectMany(result => result.Refused)],
        results.Sum(result => result.Excluded));
}
