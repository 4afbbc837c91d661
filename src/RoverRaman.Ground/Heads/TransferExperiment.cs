using System.Diagnostics;
using RoverRaman.Heads;

namespace RoverRaman.Ground.Heads;

/// <summary>
/// How well a frozen backbone takes new classes, in two settings: the paper's section 8 (only the c new classes compete, Table 11), and the
/// harder one in which they are added to all others. Classes are drawn at random; heads are fitted to the other folds and tested on one.
/// </summary>
/// <param name="fitter">How rows are fitted.</param>
/// <param name="frame">Backbone and preprocessing of the features.</param>
/// <param name="samples">Labelled spectra.</param>
/// <param name="library">Clean references to fit to as well, never tested; may be empty.</param>
/// <param name="seed">Chooses draws and shots.</param>
public sealed class TransferExperiment(HeadFitter fitter, HeadManifest frame, IReadOnlyList<TransferSample> samples, IReadOnlyList<Support> library, int seed)
{
    readonly int _folds = samples.Max(sample => sample.Fold) + 1;
    readonly string[] _classes = [.. samples.Select(sample => sample.ClassName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Number of classes to draw from.</summary>
    public int Classes => _classes.Length;

    /// <summary>Only the new classes compete.</summary>
    /// <exception cref="HeadFitException">Fewer classes than asked for.</exception>
    public TransferResult NewOnly(int newClasses, int draws, CancellationToken cancellation = default)
    {
        var tally = new TransferTally();
        var random = new Random(HashCode(newClasses, 0));
        for (int draw = 0; draw < draws; draw++)
        {
            var drawn = Draw(random, newClasses);
            for (int fold = 0; fold < _folds; fold++)
                TestNew(tally, Fit(tally, Training(fold, drawn), cancellation), drawn, drawn, fold);
            tally.EndDraw();
        }
        return tally.Result(newClasses, 0);
    }

    /// <summary>New classes are added to a head of all the others, from a few measured spectra each and all references; the answer is among all.</summary>
    /// <exception cref="HeadFitException">Fewer classes than asked for.</exception>
    public TransferResult Generalised(int newClasses, int shots, int draws, CancellationToken cancellation = default)
    {
        var tally = new TransferTally();
        var random = new Random(HashCode(newClasses, 1)); // The same draws for every number of shots.
        for (int draw = 0; draw < draws; draw++)
        {
            var drawn = Draw(random, newClasses);
            int fold = draw % _folds;
            var (old, known) = OldHead(drawn, fold, cancellation);
            var support = Shots(Training(fold, drawn), shots, new Random(HashCode(draw, shots)));
            long start = Stopwatch.GetTimestamp();
            var extended = fitter.Extend(old, old.Manifest.HeadVersion + 1, support, known, Id, cancellation);
            tally.AddFit(Stopwatch.GetElapsedTime(start));
            TestNew(tally, extended, drawn, [.. _classes], fold);
            TestOld(tally, old, extended, drawn, fold);
            tally.EndDraw();
        }
        return tally.Result(newClasses, shots);
    }

    (HeadPackage Head, List<Support> Known) OldHead(HashSet<string> drawn, int fold, CancellationToken cancellation)
    {
        var known = Training(fold, [.. _classes.Where(name => !drawn.Contains(name))]);
        return (fitter.Fit(frame, known, Id, cancellation), known);
    }

    HeadPackage Fit(TransferTally tally, List<Support> support, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        var head = fitter.Fit(frame, support, Id, cancellation);
        tally.AddFit(Stopwatch.GetElapsedTime(start));
        return head;
    }

    static void Count(HeadPackage head, TransferSample sample, Action<bool> add) =>
        add(head.Manifest.Classes[HeadScores.Best(head, sample.Features)].Name == sample.ClassName);

    void TestNew(TransferTally tally, HeadPackage head, HashSet<string> drawn, HashSet<string> competing, int fold)
    {
        foreach (var sample in samples.Where(sample => sample.Fold == fold && drawn.Contains(sample.ClassName)))
            Count(head, sample, hit => tally.Add(hit, sample.Ranking is null ? null : sample.Ranking.FirstOrDefault(competing.Contains) == sample.ClassName, sample.IsUsable));
    }

    void TestOld(TransferTally tally, HeadPackage before, HeadPackage after, HashSet<string> drawn, int fold)
    {
        foreach (var sample in samples.Where(sample => sample.Fold == fold && !drawn.Contains(sample.ClassName)))
        {
            tally.OldTested++;
            Count(before, sample, hit => tally.OldBefore += hit ? 1 : 0);
            Count(after, sample, hit => tally.OldAfter += hit ? 1 : 0);
        }
    }

    HashSet<string> Draw(Random random, int count)
    {
        if (count > _classes.Length)
            throw new HeadFitException($"Expected at least {count} classes to draw from, found {_classes.Length}. Ask for fewer new classes, or give more data.");
        string[] shuffled = [.. _classes];
        random.Shuffle(shuffled);
        return [.. shuffled.Take(count)];
    }

    // A class without a spectrum in the other folds has none to learn from: it stays out of the head and counts as missed.
    List<Support> Training(int fold, HashSet<string> classes) =>
        [.. samples.Where(sample => sample.Fold != fold && classes.Contains(sample.ClassName)).Select(sample => new Support(sample.ClassName, sample.Features)),
         .. library.Where(spectrum => classes.Contains(spectrum.ClassName))];

    // References are not shots: nobody has to measure them.
    static List<Support> Shots(List<Support> support, int shots, Random random)
    {
        var shuffled = support.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled.GroupBy(spectrum => (spectrum.ClassName, spectrum.IsReference)).SelectMany(group => group.Key.IsReference ? group : group.Take(shots))];
    }

    ushort Id(string name) => (ushort)Array.BinarySearch(_classes, name, StringComparer.Ordinal);

    // Not System.HashCode, which differs from run to run.
    int HashCode(int a, int b) => unchecked((seed * 31 + a) * 31 + b);
}
