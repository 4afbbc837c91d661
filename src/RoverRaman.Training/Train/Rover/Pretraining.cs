using System.Globalization;
using System.Text.Json.Nodes;
using RoverRaman.Spectra;
using RoverRaman.Training.Augment;
using RoverRaman.Training.Models;
using TorchSharp;

namespace RoverRaman.Training.Train.Rover;

/// <summary>Teaches a fresh network what mineral spectra are: all classes of the library, made to look measured.</summary>
/// <param name="request">What is asked for.</param>
/// <param name="options">Shape of the network.</param>
/// <param name="log">Who watches.</param>
public sealed class Pretraining(RoverTrainingRequest request, RoverNetOptions options, ITrainingLog log)
{
    const double PeakRate = 4e-3, Smoothing = 0.05, Rarity = 0.5;
    const int Batch = 60, Nothing = 4, ReportEvery = 250;

    // Grows with every change of what comes out, so that kept weights of an older program are not taken.
    const int Version = 2;

    /// <summary>Takes the kept network where <see cref="RoverTrainingRequest.Pretrained"/> holds one of these spectra; else trains, and keeps it there.</summary>
    /// <param name="library">What to learn from; at least one spectrum.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    public RoverWeights Run(IReadOnlyList<LabeledSpectrum> library, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(library);
        var key = Key(library);
        if (request.Pretrained is { } folder && RoverWeights.Load(folder, key, options) is { } kept)
        {
            log.Say($"pretraining: taken from {folder}");
            return kept;
        }
        var weights = Train(library, cancellation);
        if (request.Pretrained is { } target)
            weights.Save(target, key);
        return weights;
    }

    RoverWeights Train(IReadOnlyList<LabeledSpectrum> library, CancellationToken cancellation)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        torch.random.manual_seed(request.Seed);
        var weights = RoverWeights.Fresh(options, library.Select(spectrum => spectrum.ClassName!).Distinct().Order(StringComparer.Ordinal));
        using var pool = SpectrumPool.Of(library, weights.Index, Rarity);
        using var measured = new ReferenceAsMeasured(request.Shift);
        using var empty = new EmptySpectra();
        log.Say($"pretraining: {library.Count} spectra of {weights.Classes.Count - 1} classes, {weights.Network.ParameterCount:N0} parameters, {request.PretrainSteps} steps");
        new RoverFit(weights.Network, weights.Head).Run(
            [new ReferenceSource(pool, measured, Batch, new Random(request.Seed)), new EmptySource(empty, weights.Index[RoverWeights.Empty], Nothing)],
            request.PretrainSteps, PeakRate, Smoothing,
            (step, right) =>
            {
                if (step % ReportEvery == 0)
                    log.Say(string.Create(CultureInfo.InvariantCulture, $"pretraining: step {step} of {request.PretrainSteps}, {100 * right:F0} % of augmented spectra named rightly, {clock.Elapsed.TotalSeconds:F0} s"));
            },
            cancellation);
        return weights;
    }

    JsonObject Key(IReadOnlyList<LabeledSpectrum> library) => new()
    {
        ["version"] = Version,
        ["library"] = new SpectrumDataSet(library).Sha256,
        ["steps"] = request.PretrainSteps,
        ["seed"] = request.Seed,
        ["drift"] = request.Drift,
        ["stride"] = options.Stride,
    };
}
