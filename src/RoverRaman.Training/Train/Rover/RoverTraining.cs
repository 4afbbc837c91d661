using System.Globalization;
using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Export;
using TorchSharp;

namespace RoverRaman.Training.Train.Rover;

/// <summary>The rover preset from spectra to a model's folder: load, pretrain, fine-tune and measure on folds, train the one that ships, write.</summary>
/// <param name="request">What is asked for.</param>
/// <param name="log">Who watches.</param>
public sealed class RoverTraining(RoverTrainingRequest request, ITrainingLog log)
{
    // One in so many measured spectra stays held out of a refit, so that the shipped files can still be checked on spectra never seen.
    const int KeptOut = 8;

    /// <summary>Trains and writes the model; the folder changes only once everything has succeeded.</summary>
    /// <exception cref="TrainingException">The data do not allow it, the loss diverged, or an exported graph disagrees with torch.</exception>
    /// <exception cref="SpectrumFormatException">A path is not usable.</exception>
    public RoverModel Run(CancellationToken cancellation = default)
    {
        using var output = new OutputFolder(request.Output);
        var data = RoverData.Load(request, log, cancellation);
        foreach (var warning in data.Warnings)
            log.Say($"warning: {warning}");
        if (data.Set.Classes.Count > HeadPackage.MaxClasses)
            throw new TrainingException($"Expected at most {HeadPackage.MaxClasses} classes, found {data.Set.Classes.Count}; raise --min-per-class.");
        log.Say($"data: {data.Set.Spectra.Count} {(data.IsRaw ? "raw" : "clean")} spectra of {data.Set.Classes.Count} classes, library of {data.Library.Count} spectra");
        torch.set_num_threads(request.Threads);
        torch.random.manual_seed(request.Seed);
        var folds = RoverFold.Of(data.Set, request.Folds, request.Seed);
        if (folds.Sum(fold => fold.Test.Spectra.Count) == 0)
            throw new TrainingException($"Expected at least one class with two spectra (of different specimens) to measure on, found none among {data.Set.Classes.Count} classes; give more data.");
        var hidden = Hidden(data, folds);
        var library = Visible(data.Library, hidden);
        LabeledSpectrum[] shown = library.Count > 0 ? [.. library] : [.. Visible(folds[0].Train.Spectra, hidden)];
        using var pretrained = new Pretraining(request, log).Run(shown, cancellation);
        var tuning = new FineTuning(request, data);
        var measuring = new Measuring(request, data, log);
        RoverWeights? last = null;
        for (var i = 0; i < folds.Count; i++)
        {
            last?.Dispose();
            torch.random.manual_seed(request.Seed + i + 1);
            last = tuning.Run(pretrained, folds[i].Train, library, request.Steps, imprint: true, cancellation);
            measuring.Add(i, folds[i], last, hidden, library);
            log.Say(string.Create(CultureInfo.InvariantCulture, $"fold {i + 1} of {folds.Count}: {measuring.Right} of {measuring.Count} named rightly so far"));
        }
        var measurement = measuring.Result(cancellation);
        var (shipped, heldOut) = Ship(pretrained, last!, tuning, data, folds, cancellation);
        using (last)
        using (shipped)
            return new RoverModelWriter(request, data).Write(output, shipped, measurement, heldOut, log);
    }

    // Specimens of the data that are measured on, and with them those of species that the model will not know.
    static HashSet<string> Hidden(RoverData data, IReadOnlyList<RoverFold> folds)
    {
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        if (!data.Set.HasSpecimenIds)
            return hidden;
        hidden.UnionWith(folds.SelectMany(fold => fold.Test.Spectra).Select(spectrum => spectrum.SpecimenId!));
        hidden.UnionWith(Measuring.UnknownSpecimens(data));
        return hidden;
    }

    static IReadOnlyList<LabeledSpectrum> Visible(IReadOnlyList<LabeledSpectrum> spectra, HashSet<string> hidden) =>
        hidden.Count == 0 ? spectra : [.. spectra.Where(spectrum => spectrum.SpecimenId is null || !hidden.Contains(spectrum.SpecimenId))];

    // With folds, all labelled spectra train the shipped network. With specimens held out, it is the measured one, or one refitted.
    (RoverWeights Weights, IReadOnlyList<string> HeldOut) Ship(
        RoverWeights pretrained, RoverWeights measured, FineTuning tuning, RoverData data, IReadOnlyList<RoverFold> folds, CancellationToken cancellation)
    {
        torch.random.manual_seed(request.Seed);
        if (!data.Set.HasSpecimenIds)
            return (tuning.Run(pretrained, data.Set, data.Library, request.Steps, imprint: true, cancellation), []);
        var test = folds[0].Test.Spectra;
        if (!request.Refit)
            return (measured, [.. test.Select(spectrum => spectrum.Source)]);
        string[] kept = [.. test.Select(spectrum => spectrum.SpecimenId!).Distinct().Order(StringComparer.Ordinal).Where((_, i) => i % KeptOut == 0)];
        var outside = kept.ToHashSet(StringComparer.Ordinal);
        var set = data.Set.Subset(Enumerable.Range(0, data.Set.Spectra.Count).Where(i => !outside.Contains(data.Set.Spectra[i].SpecimenId!)));
        log.Say($"refit: {set.Spectra.Count} spectra, {data.Set.Spectra.Count - set.Spectra.Count} stay held out");
        return (tuning.Run(measured, set, Visible(data.Library, outside), request.Steps, imprint: true, cancellation),
            [.. test.Where(spectrum => outside.Contains(spectrum.SpecimenId!)).Select(spectrum => spectrum.Source)]);
    }
}
