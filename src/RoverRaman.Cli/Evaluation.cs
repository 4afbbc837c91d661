using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Baselines;
using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Explain;
using RoverRaman.Training.Train;
using RoverRaman.Training.Train.Rover;

namespace RoverRaman.Cli;

/// <summary>Chooses what to measure a model on, and says what the figures may not be taken for.</summary>
sealed class Evaluation(Classifier classifier, ConsoleLog log)
{
    readonly Evaluator _evaluator = new(classifier);
    readonly HashSet<string> _heldOut = [.. classifier.Folder.Description.HeldOut];

    public int Shift { get; init; }

    public bool HeldOutOnly { get; init; }

    public RruffKind Kind { get; init; }

    /// <summary>Data whose spectra are left out, since the model learnt from them; they are the floor's references.</summary>
    public string? Except { get; init; }

    /// <summary>Sums of two measured spectra to take apart, for each share; 0: none.</summary>
    public int Mixtures { get; init; }

    public EvaluationResult Run(string path, string? unknownPath, CancellationToken cancellation)
    {
        if (Mixtures > 0 && !HeldOutOnly && Except is null)
            throw new UsageException("--mixtures needs --held-out or --except: the spectra that are added must not be the references that take them apart");
        var data = Load(path, cancellation);
        var learnt = Except is null ? null : Load(Except, cancellation);
        var chosen = HeldOutOnly ? KeepHeldOut(data, path) : data;
        if (learnt is not null)
            chosen = KeepOthers(chosen, learnt, path);
        var predictions = _evaluator.Predict(chosen, Shift, cancellation);
        if (predictions.Count == 0)
            throw new TrainingException($"Expected spectra in '{path}' of at least one of the model's " +
                $"{classifier.Folder.Description.Classes} classes, found none among {chosen.Spectra.Count}; the class names must be " +
                $"the model's.");
        var unknown = Unknowns(unknownPath, predictions, cancellation);
        var seen = HeldOutOnly || learnt is not null ? 0 : PresumedSeen(data, predictions);
        var references = learnt ?? (HeldOutOnly ? data.Subset(Indices(data, spectrum => !_heldOut.Contains(spectrum.Source))) : null);
        var floor = Floor(references, chosen, cancellation);
        var signal = Moved(chosen).Spectra.ToLookup(spectrum => spectrum.Source, ScoreGroup.BySignal, StringComparer.Ordinal);
        return new EvaluationResult(
            Scores.Of(predictions), chosen.Spectra.Count - predictions.Count, seen, Shift, HeldOutOnly,
            floor is null ? null : Scores.Of(floor), unknown?.Scores, Confusion.Summarise(predictions), predictions, NotHeld(chosen),
            ClosePairs.Summarise(predictions, [.. classifier.Folder.Head.Manifest.Classes.Select(name => name.Name)]), unknown?.Flagged, MixturesOf(references, chosen, cancellation),
            ScoreGroup.Divide(predictions, floor, [ScoreGroup.Usable, ScoreGroup.Refused], source => signal[source].First()), Warnings(seen, predictions.Count));
    }

    SpectrumDataSet Load(string path, CancellationToken cancellation)
    {
        var result = log.Loading(path, progress => DataSource.Load(path, progress, LoadOptions.Default with { Kind = Kind }, cancellation));
        foreach (var refused in result.Refused)
            log.Say($"refused: {refused.Source}: {refused.Message}");
        return result.DataSet;
    }

    SpectrumDataSet KeepHeldOut(SpectrumDataSet data, string path)
    {
        var kept = data.Subset(Enumerable.Range(0, data.Spectra.Count).Where(i => _heldOut.Contains(data.Spectra[i].Source)));
        return kept.Spectra.Count > 0
            ? kept
            : throw new TrainingException($"Expected some of the {_heldOut.Count} held-out spectra that model.json lists in " +
                $"'{path}', found none; give the data the model was trained on, or leave --held-out away.");
    }

    SpectrumDataSet KeepOthers(SpectrumDataSet data, SpectrumDataSet learnt, string path)
    {
        var hashes = learnt.Spectra.Select(Duplicates.Hash).ToHashSet();
        var kept = data.Subset(Indices(data, spectrum => !hashes.Contains(Duplicates.Hash(spectrum))));
        log.Say($"{data.Spectra.Count - kept.Spectra.Count} of {data.Spectra.Count} spectra are in '{Except}' too and were left out");
        return kept.Spectra.Count > 0
            ? kept
            : throw new TrainingException($"Expected spectra in '{path}' that are not in '{Except}', found none; give other data, or leave --except away.");
    }

    // model.json lists what was held out, and hashes the rest. Data that hash the same, or that hold held-out spectra by name, are
    // the training data: whatever in them was not held out has been seen.
    int PresumedSeen(SpectrumDataSet data, IReadOnlyList<Prediction> predictions)
    {
        var same = classifier.Folder.Description.Data.Any(source => source.Sha256 == data.Sha256)
            || data.Spectra.Any(spectrum => _heldOut.Contains(spectrum.Source));
        return same ? predictions.Count(prediction => !_heldOut.Contains(prediction.Source)) : 0;
    }

    IReadOnlyList<Prediction>? Floor(SpectrumDataSet? learnt, SpectrumDataSet chosen, CancellationToken cancellation)
    {
        if (learnt is null)
            return null;
        var (references, queries) = (Held(learnt), Held(chosen));
        return references.Spectra.Count == 0 ? null : NearestNeighbourFloor.Predict(references, Moved(queries), cancellation);
    }

    SpectrumDataSet Held(SpectrumDataSet data) => data.Subset(Indices(data, spectrum => _evaluator.Holds(spectrum.ClassName)));

    IReadOnlyList<MixtureScores> MixturesOf(SpectrumDataSet? references, SpectrumDataSet chosen, CancellationToken cancellation)
    {
        if (Mixtures == 0 || references is null)
            return [];
        var (queries, analysis) = (Held(chosen), new MixtureAnalysis(classifier, references));
        if (queries.Classes.Count < 2 || analysis.Minerals < 2)
            throw new TrainingException($"Expected at least two of the model's minerals to add and two to take apart by, found {queries.Classes.Count} and {analysis.Minerals}; the class names must be the model's.");
        return MixtureScores.Of(analysis, Moved(queries), Mixtures, seed: 0, cancellation);
    }

    SpectrumDataSet Moved(SpectrumDataSet data) => Shift == 0
        ? data
        : new SpectrumDataSet([.. data.Spectra.Select(spectrum => spectrum with { Intensities = SpectrumShift.Apply(spectrum.Intensities, Shift) })]);

    IReadOnlyList<KeyValuePair<string, int>> NotHeld(SpectrumDataSet data) =>
    [
        .. data.Spectra.Where(spectrum => spectrum.ClassName is not null && !_evaluator.Holds(spectrum.ClassName))
            .CountBy(spectrum => spectrum.ClassName!).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal),
    ];

    (UnknownScores Scores, double? Flagged)? Unknowns(string? path, IReadOnlyList<Prediction> known, CancellationToken cancellation)
    {
        if (path is null)
            return null;
        var data = Load(path, cancellation);
        var unknown = data.Subset(Indices(data, spectrum => !_evaluator.Holds(spectrum.ClassName)));
        if (unknown.Spectra.Count == 0)
            throw new TrainingException($"Expected spectra of minerals that the model does not hold in '{path}', found none.");
        var scores = _evaluator.Knownness(unknown, Shift, cancellation);
        double? flagged = _evaluator.TellsUnknown ? scores.Average(score => score < classifier.Folder.Head.Manifest.UnknownThreshold ? 1.0 : 0) : null;
        return (UnknownScores.Of([.. known.Select(_evaluator.Knownness)], scores), flagged);
    }

    static IEnumerable<int> Indices(SpectrumDataSet data, Func<LabeledSpectrum, bool> wanted) =>
        Enumerable.Range(0, data.Spectra.Count).Where(i => wanted(data.Spectra[i]));

    static IReadOnlyList<string> Warnings(int seen, int measured) => seen == 0
        ? []
        : [$"the data are those that the model was trained on, and {seen} of the {measured} measured spectra were not held out, so " +
            $"the figures flatter it; --held-out measures on the others alone"];
}
