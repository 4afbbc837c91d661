using System.Globalization;
using RoverRaman.Heads;
using RoverRaman.Spectra;
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
        var library = RoverData.Visible(data.Library, hidden);
        LabeledSpectrum[] shown = library.Count > 0 ? [.. library] : [.. RoverData.Visible(folds[0].Train.Spectra, hidden)];
        var options = RoverNetOptions.For(request.Drift, data.IsRaw);
        using var pretrained = new Pretraining(request, options, log).Run(shown, cancellation);
        using var peaks = PeakEmbedding.Fit(SpectrumPool.Stack(shown), options.PeakReach, options.PeakLengths);
        var tuning = new SelfTraining(request, data, peaks, log);
        var measuring = new Measuring(request, data, log);
        (RoverWeights Weights, ShippedNetwork Network)? last = null;
        for (var i = 0; i < folds.Count; i++)
        {
            last?.Weights.Dispose();
            torch.random.manual_seed(request.Seed + i + 1);
            last = tuning.Run(pretrained, folds[i].Train, hidden, cancellation);
            measuring.Add(i, folds[i], last.Value.Network, library);
            log.Say(string.Create(CultureInfo.InvariantCulture, $"fold {i + 1} of {folds.Count}: {measuring.Right} of {measuring.Count} named rightly so far"));
        }
        var measurement = measuring.Result(cancellation);
        using var measured = last!.Value.Weights;
        var (shipped, heldOut) = Ship(pretrained, last.Value, tuning, data, folds, cancellation);
        return new RoverModelWriter(request, data).Write(output, shipped, measurement, heldOut, log);
    }

    // With folds, all labelled spectra train the shipped network. With specimens held out, it is the measured one, or one refitted.
    (ShippedNetwork Network, IReadOnlyList<string> HeldOut) Ship(
        RoverWeights pretrained, (RoverWeights Weights, ShippedNetwork Network) measured, SelfTraining tuning, RoverData data, IReadOnlyList<RoverFold> folds,
        CancellationToken cancellation)
    {
        torch.random.manual_seed(request.Seed);
        if (!data.Set.HasSpecimenIds)
            return (tuning.Run(pretrained, data.Set, new HashSet<string>(), cancellation).Network, []);
        var test = folds[0].Test.Spectra;
        if (!request.Refit)
            return (measured.Network, [.. test.Select(spectrum => spectrum.Source)]);
        string[] kept = [.. test.Select(spectrum => spectrum.SpecimenId!).Distinct().Order(StringComparer.Ordinal).Where((_, i) => i % KeptOut == 0)];
        var outside = kept.ToHashSet(StringComparer.Ordinal);
        var shown = data.Set.Subset(Enumerable.Range(0, data.Set.Spectra.Count).Where(i => !outside.Contains(data.Set.Spectra[i].SpecimenId!)));
        log.Say($"refit: {shown.Spectra.Count} spectra, {data.Set.Spectra.Count - shown.Spectra.Count} stay held out");
        return (tuning.Run(measured.Weights, shown, outside, cancellation).Network,
            [.. test.Where(spectrum => outside.Contains(spectrum.SpecimenId!)).Select(spectrum => spectrum.Source)]);
    }
}
