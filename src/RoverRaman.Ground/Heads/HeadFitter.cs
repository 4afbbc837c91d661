using System.Numerics.Tensors;
using RoverRaman.Heads;
using RoverRaman.Wire;

namespace RoverRaman.Ground.Heads;

/// <summary>Fits heads on features of a frozen backbone, without the trainer: new classes alone, or beside the rows of a head that stay.</summary>
/// <param name="options">How rows are fitted.</param>
public sealed class HeadFitter(HeadFitOptions options)
{
    // Features longer than this are logits at unit rows already.
    const double ScaledFrom = 2;

    /// <summary>A head of the classes in <paramref name="support"/> alone (the paper's section 8): rows in ordinal order of the names.</summary>
    /// <param name="frame">Everything but the classes: backbone, preprocessing, version, ids from which to go on.</param>
    /// <param name="support">Labelled spectra.</param>
    /// <param name="ids">Stable id of each class name.</param>
    /// <param name="cancellation">Stops between two iterations.</param>
    /// <exception cref="HeadFitException">Fewer than two classes.</exception>
    public HeadPackage Fit(HeadManifest frame, IReadOnlyList<Support> support, Func<string, ushort> ids, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(frame);
        string[] names = Names(support);
        if (names.Length < 2)
            throw new HeadFitException($"Expected spectra of at least two classes, found {names.Length}. Add classes, or use 'head extend'.");
        var empty = new HeadPackage(frame with { Classes = [], GoldenChecks = [] }, [], []);
        return Joined(empty, names, Rows(empty, support, names, [], cancellation), frame.HeadVersion, ids, support);
    }

    /// <summary>
    /// The head with the classes of <paramref name="support"/> added, or fitted anew where they are in it. All other rows stay bit by bit, so
    /// that old classes lose only what the new rows take from them; spectra of old classes, where given, keep that small.
    /// </summary>
    /// <param name="head">The head to extend.</param>
    /// <param name="version">Version of the result.</param>
    /// <param name="support">Labelled spectra of the new classes.</param>
    /// <param name="old">Spectra of classes whose rows stay; may be empty.</param>
    /// <param name="ids">Stable id of each new class name.</param>
    /// <param name="cancellation">Stops between two iterations.</param>
    /// <exception cref="HeadFitException">No spectrum.</exception>
    public HeadPackage Extend(
        HeadPackage head, uint version, IReadOnlyList<Support> support, IReadOnlyList<Support> old, Func<string, ushort> ids, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(head);
        string[] names = Names(support);
        if (names.Length == 0)
            throw new HeadFitException("Expected labelled spectra of at least one class, found none.");
        var kept = Without(head, names);
        var refitted = head.Manifest.Classes.ToDictionary(name => name.Name, name => name.Id);
        return Joined(kept, names, Rows(kept, support, names, old, cancellation), version, name => refitted.TryGetValue(name, out ushort id) ? id : ids(name), support);
    }

    static string[] Names(IReadOnlyList<Support> support) => [.. support.Select(spectrum => spectrum.ClassName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    static HeadPackage Without(HeadPackage head, string[] names)
    {
        int size = head.Manifest.FeatureSize;
        int[] rows = [.. Enumerable.Range(0, head.Biases.Length).Where(row => !names.Contains(head.Manifest.Classes[row].Name, StringComparer.Ordinal))];
        return new HeadPackage(
            head.Manifest with { Classes = [.. rows.Select(row => head.Manifest.Classes[row])] },
            [.. rows.SelectMany(row => head.Weights[(row * size)..((row + 1) * size)])], [.. rows.Select(row => head.Biases[row])]);
    }

    List<(float[] Weights, float Bias)> Rows(HeadPackage kept, IReadOnlyList<Support> support, string[] names, IReadOnlyList<Support> old, CancellationToken cancellation)
    {
        var space = new FeatureSpace([.. support.Concat(old).Select(spectrum => spectrum.Features)], kept.Manifest.LayoutOf(support[0].Features.Length));
        double[][] features = [.. support.Concat(old).Select(spectrum => space.Map(spectrum.Features))];
        int[] labels = [.. support.Select(spectrum => Array.BinarySearch(names, spectrum.ClassName, StringComparer.Ordinal)), .. old.Select(_ => -1)];
        double[] weights = Weights(support, old);
        double[][] start = [.. names.Select((_, row) => Imprinted(features, labels, weights, row, space, kept))];
        if (!options.Regression)
            return [.. start.Select(space.Unmap)];
        double[] fixedEvidence = [.. support.Concat(old).Select(spectrum => Evidence(kept, spectrum.Features))];
        var samples = new RowSamples(space.Layout, features, labels, fixedEvidence, weights);
        return [.. new RowRegression(samples, start, options.Penalty, space.Intercept, [.. space.Common]).Fit(options.Iterations, options.Tolerance, cancellation).Select(space.Unmap)];
    }

    // The length of the head's own rows. Without a head: unit rows where the features carry the scale of the logits themselves, as the rover network's do.
    double RowLength(HeadPackage kept, FeatureSpace space, FeatureGroup group, int number)
    {
        double stretch = space.Stretch(number);
        return RowImprint.TypicalLength(kept, group) is { } length ? length * stretch : stretch > ScaledFrom ? stretch : options.RowLength;
    }

    // The mean direction of a class, its spectra weighted: of each kind of features for itself where they are of constant length, else of all.
    double[] Imprinted(double[][] features, int[] labels, double[] weights, int row, FeatureSpace space, HeadPackage kept)
    {
        double[] mean = new double[space.Layout.Size];
        for (int i = 0; i < features.Length; i++)
            if (labels[i] == row)
                TensorPrimitives.MultiplyAdd(space.Layout.Middle<double>(features[i]), weights[i], mean, mean);
        if (space.Intercept)
        {
            mean[^1] = 0;
            foreach (var group in space.Common)
                mean[group.Row] = 0;
            SetLength(mean, options.RowLength);
        }
        else
            foreach (var (number, group) in space.Layout.Groups.Index().Where(pair => !pair.Item.IsCommon))
                SetLength(mean.AsSpan(group.Row, group.Size), RowLength(kept, space, group, number));
        foreach (var group in space.Common)
            mean[group.Row] = RowImprint.Common(kept, group);
        return mean;
    }

    static void SetLength(Span<double> direction, double length)
    {
        double norm = TensorPrimitives.Norm<double>(direction);
        if (norm < 1e-9)
            throw new HeadFitException("Expected spectra of a class with a common direction of their features, found features that cancel out. Give other spectra.");
        TensorPrimitives.Multiply(direction, length / norm, direction);
    }

    // A new class of one spectrum stands against hundreds of old ones: it counts as much as an old class does on average. A library may hold
    // ten references of a class of which one spectrum was measured: each kind counts for half.
    static double[] Weights(IReadOnlyList<Support> support, IReadOnlyList<Support> old)
    {
        double usual = old.Count == 0 ? 1 : (double)old.Count / old.Select(spectrum => spectrum.ClassName).Distinct(StringComparer.Ordinal).Count();
        var counts = support.CountBy(spectrum => spectrum.ClassName).ToDictionary();
        var kinds = support.CountBy(spectrum => (spectrum.ClassName, spectrum.IsReference)).ToDictionary();
        return [.. support.Select(Weight), .. old.Select(_ => 1.0)];

        double Weight(Support spectrum)
        {
            double all = Math.Max(counts[spectrum.ClassName], usual);
            int same = kinds[(spectrum.ClassName, spectrum.IsReference)];
            return same == counts[spectrum.ClassName] ? all / same : all / 2 / same;
        }
    }

    static double Evidence(HeadPackage kept, float[] features)
    {
        double[] evidence = new double[kept.Biases.Length];
        HeadScores.Evidence(kept, features, evidence);
        return RowRegression.LogSumExp(evidence);
    }

    HeadPackage Joined(
        HeadPackage kept, string[] names, List<(float[] Weights, float Bias)> rows, uint version, Func<string, ushort> ids, IReadOnlyList<Support> support)
    {
        ClassName[] added = [.. names.Select(name => new ClassName(ids(name), name))];
        var head = new HeadPackage(
            kept.Manifest with { HeadVersion = version, Classes = [.. kept.Manifest.Classes, .. added] },
            [.. kept.Weights, .. rows.SelectMany(row => row.Weights)], [.. kept.Biases, .. rows.Select(row => row.Bias)]);
        return head with { Manifest = head.Manifest with { GoldenChecks = Golden(head, added, support) } };
    }

    // A check must hold for the head that carries it, after its features were rounded too: only clear cases are taken.
    IReadOnlyList<GoldenCheck> Golden(HeadPackage head, ClassName[] added, IReadOnlyList<Support> support)
    {
        var checks = head.Manifest.GoldenChecks.Where(check => head.Manifest.Classes.Any(name => name.Id == check.ClassId)).ToList();
        foreach (var (id, name) in options.GoldenChecks > 0 ? added : [])
            if (support.Where(spectrum => spectrum.ClassName == name).Select(spectrum => new GoldenCheck(id, spectrum.Features).Rounded()).FirstOrDefault(check => check.Holds(head)) is { } clear)
                checks.Add(clear);
        return [.. checks.Take(HeadPackage.MaxGoldenChecks)];
    }
}
