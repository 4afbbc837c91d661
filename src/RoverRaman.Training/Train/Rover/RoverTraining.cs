using System.Globalization;
using RoverRaman.Heads;
using RoverRaman.Spectra;
using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Export;
using RoverRaman.Training.Models;
using TorchSharp;

namespace RoverRaman.Training.Train.Rover;

/// <summary>The rover preset from spectra to a model's folder: load, pretrain, fine-tune and measure on folds, train the one that ships, write.</summary>
/// <param name="request">What is asked for.</param>
/// <param name="log">Who watches.</param>
public sealed class RoverTraining(RoverTrainingRequest request, ITrainingLog log)
{
    // One in so many measured spectra stays held out of a refit, so that the shipped files can still be checked on spectra never seen.
    const int KeptOut = 8;

    // Bytes of two graphs and a head of thousands of classes, with some to spare.
    const long Room = 8_000_000;

    // Probability (before calibration) from which a network's name for a spectrum is believed.
    const double Sure = 0.95;

    /// <summary>Trains and writes the model; the folder changes only once everything has succeeded.</summary>
    /// <exception cref="TrainingException">The data do not allow it, the loss diverged, or an exported graph disagrees with torch.</exception>
    /// <exception cref="SpectrumFormatException">A path is not usable.</exception>
    public RoverModel Run(CancellationToken cancellation = default)
    {
        using var output = new OutputFolder(request.Output);
        output.Demand(Room);
        var data = RoverData.Load(request, log, cancellation);
        foreach (var warning in data.Warnings)
            log.Say($"warning: {warning}");
        if (data.Set.Classes.Count > HeadPackage.MaxClasses)
            throw new TrainingException($"Expected at most {HeadPackage.MaxClasses} classes, found {data.Set.Classes.Count}; raise --min-per-class.");
        log.Say($"data: {data.Set.Spectra.Count} {(data.IsRaw ? "raw" : "clean")} spectra of {data.Set.Classes.Count} classes, library of {data.Library.Count} spectra");
        torch.set_num_threads(request.Threads);
        TrainingMemory.Keep();
        torch.random.manual_seed(request.Seed);
        var folds = RoverFold.Of(data, request.Folds, request.Seed);
        if (folds.Sum(fold => fold.Test.Spectra.Count) == 0)
            throw new TrainingException($"Expected at least one class with two spectra (of different specimens) to measure on, found none among {data.Set.Classes.Count} classes; give more data.");
        var hidden = folds.SelectMany(fold => fold.Specimens).ToHashSet(StringComparer.Ordinal);
        var library = Visible(data.Library, hidden);
        LabeledSpectrum[] shown = library.Count > 0 ? [.. library] : [.. Visible(folds[0].Train.Spectra, hidden)];
        using var pretrained = new Pretraining(request, log).Run(shown, cancellation);
        using var peaks = PeakEmbedding.Fit(SpectrumPool.Stack(shown), RoverNetOptions.ForDrift(request.Drift).PeakReach);
        var tuning = new FineTuning(request, data);
        var measuring = new Measuring(request, data, log);
        RoverWeights? last = null;
        for (var i = 0; i < folds.Count; i++)
        {
            last?.Dispose();
            torch.random.manual_seed(request.Seed + i + 1);
            last = tuning.Run(pretrained, folds[i].Train, library, request.Steps, imprint: true, cancellation);
            measuring.Add(i, folds[i], Network(last, peaks, data, folds[i].Train.Spectra, library), library);
            log.Say(string.Create(CultureInfo.InvariantCulture, $"fold {i + 1} of {folds.Count}: {measuring.Right} of {measuring.Count} named rightly so far"));
        }
        var measurement = measuring.Result(cancellation);
        var (shipped, heldOut) = Ship(pretrained, last!, peaks, tuning, data, folds, cancellation);
        using (last)
            return new RoverModelWriter(request, data).Write(output, shipped, measurement, heldOut, log);
    }

    // Against other species where classes are few and spectra raw. Of 259 clean classes 64 others tell less than the evidence alone (README).
    static ShippedNetwork Network(RoverWeights weights, PeakEmbedding peaks, RoverData data, IEnumerable<LabeledSpectrum> labelled, IEnumerable<LabeledSpectrum> library) =>
        ShippedNetwork.Of(weights, peaks, data.Set.Classes, labelled.Concat(library), againstOthers: data.IsRaw);

    static IReadOnlyList<LabeledSpectrum> Visible(IReadOnlyList<LabeledSpectrum> spectra, HashSet<string> hidden) =>
        hidden.Count == 0 ? spectra : [.. spectra.Where(spectrum => spectrum.SpecimenId is null || !hidden.Contains(spectrum.SpecimenId))];

    // With folds, all labelled spectra train the shipped network. With specimens held out, it is the measured one, or one refitted.
    (ShippedNetwork Network, IReadOnlyList<string> HeldOut) Ship(
        RoverWeights pretrained, RoverWeights measured, PeakEmbedding peaks, FineTuning tuning, RoverData data, IReadOnlyList<RoverFold> folds, CancellationToken cancellation)
    {
        torch.random.manual_seed(request.Seed);
        if (!data.Set.HasSpecimenIds)
        {
            var set = data.Unlabeled.Count == 0 ? data.Set : WithNamed(data, Network(measured, peaks, data, data.Set.Spectra, data.Library));
            torch.random.manual_seed(request.Seed);
            return (Network(tuning.Run(pretrained, set, data.Library, request.Steps, imprint: true, cancellation), peaks, data, set.Spectra, data.Library), []);
        }
        var test = folds[0].Test.Spectra;
        if (!request.Refit)
            return (Network(measured, peaks, data, folds[0].Train.Spectra, Visible(data.Library, [.. folds[0].Specimens])), [.. test.Select(spectrum => spectrum.Source)]);
        string[] kept = [.. test.Select(spectrum => spectrum.SpecimenId!).Distinct().Order(StringComparer.Ordinal).Where((_, i) => i % KeptOut == 0)];
        var outside = kept.ToHashSet(StringComparer.Ordinal);
        var shown = data.Set.Subset(Enumerable.Range(0, data.Set.Spectra.Count).Where(i => !outside.Contains(data.Set.Spectra[i].SpecimenId!)));
        log.Say($"refit: {shown.Spectra.Count} spectra, {data.Set.Spectra.Count - shown.Spectra.Count} stay held out");
        var library = Visible(data.Library, outside);
        return (Network(tuning.Run(measured, shown, library, request.Steps, imprint: true, cancellation), peaks, data, shown.Spectra, library),
            [.. test.Where(spectrum => outside.Contains(spectrum.SpecimenId!)).Select(spectrum => spectrum.Source)]);
    }

    // Pseudo-labels: spectra without names that a measured network names surely train the shipped one, which the figures do not flatter.
    SpectrumDataSet WithNamed(RoverData data, ShippedNetwork measured)
    {
        var evidence = measured.Evidence(data.Unlabeled);
        var named = data.Unlabeled.Zip(evidence, (spectrum, values) => (Spectrum: spectrum, Best: new Evidence(spectrum.Source, -1, 0, values).Predict(data.Set.Classes, 1)))
            .Where(pair => pair.Best.Confidence >= Sure).Select(pair => pair.Spectrum with { ClassName = pair.Best.Top[0] }).ToArray();
        log.Say($"unlabeled: {named.Length} of {data.Unlabeled.Count} spectra named surely; they train the shipped network, not the measured ones");
        return SpectrumDataSet.Concat(data.Set, new SpectrumDataSet(named));
    }
}
