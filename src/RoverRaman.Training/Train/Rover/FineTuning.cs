using RoverRaman.Spectra;
using RoverRaman.Training.Augment;
using static TorchSharp.torch;

namespace RoverRaman.Training.Train.Rover;

/// <summary>Makes a pretrained network know the classes of the data.</summary>
/// <param name="request">What is asked for.</param>
/// <param name="data">All data of the run.</param>
public sealed class FineTuning(RoverTrainingRequest request, RoverData data)
{
    const double PeakRate = 1e-3;
    const int Labelled = 32, Same = 24, Others = 24, Nothing = 4, Copies = 8;

    // Clean spectra are drowned in fluorescence only now and then, raw ones nearly always.
    const double CleanFluorescence = 0.3, RawFluorescence = 0.85, CleanResponse = 0.2, RawResponse = 0.4;

    /// <summary>A copy of <paramref name="start"/>, trained on <paramref name="train"/> and on <paramref name="library"/>.</summary>
    /// <param name="start">Pretrained or earlier weights.</param>
    /// <param name="train">Labelled spectra.</param>
    /// <param name="library">Reference spectra that may be seen.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="imprint">False where the rows of all classes have been trained on these spectra before.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    public RoverWeights Run(
        RoverWeights start, SpectrumDataSet train, IReadOnlyList<LabeledSpectrum> library, int steps, bool imprint, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(train);
        var weights = start.CopyWith(start.Network.Options, train.Spectra.Select(spectrum => spectrum.ClassName!).Distinct());
        var random = new Random(request.Seed);
        using var labelled = SpectrumPool.Of(train.Spectra, weights.Index, data.IsRaw ? 1 : 0.5);
        using var baselines = data.IsRaw ? RawSource.Baselines(labelled) : null;
        using var raw = new RawVariation(request.Shift);
        using var clean = new ReferenceAsMeasured(request.Shift, CleanFluorescence, CleanResponse);
        using var reference = new ReferenceAsMeasured(request.Shift, RawFluorescence, RawResponse);
        using var empty = new EmptySpectra();
        var classes = train.Spectra.Select(spectrum => spectrum.ClassName!).ToHashSet(StringComparer.Ordinal);
        using var same = Pool(library, weights, spectrum => data.IsRaw && classes.Contains(spectrum.ClassName!));
        using var others = Pool(library, weights, spectrum => !classes.Contains(spectrum.ClassName!));
        if (imprint)
            Imprinted(weights, labelled, baselines, start.Classes.Count);
        List<IBatchSource> sources = [new EmptySource(empty, weights.Index[RoverWeights.Empty], Nothing)];
        sources.Add(baselines is null
            ? new ReferenceSource(labelled, clean, 2 * Labelled, random)
            : new RawSource(labelled, baselines, raw, Labelled, random));
        if (same is not null)
            sources.Add(new ReferenceSource(same, reference, Same, random));
        if (others is not null)
            sources.Add(new ReferenceSource(others, data.IsRaw ? reference : clean, Others, random));
        new RoverFit(weights.Network, weights.Head).Run(sources, steps, PeakRate, 0, null, cancellation);
        return weights;
    }

    static void Imprinted(RoverWeights weights, SpectrumPool labelled, Tensor? baselines, int trained)
    {
        using var raw = new RawVariation(0);
        using var clean = new ReferenceAsMeasured(0, CleanFluorescence, CleanResponse);
        Imprint.Set(weights, labelled.Labels, labelled.Spectra, (start, count) => baselines is null
            ? clean.Apply(labelled.Spectra.narrow(0, start, count))
            : raw.Apply(labelled.Spectra.narrow(0, start, count), baselines.narrow(0, start, count)), Copies, trained);
    }

    static SpectrumPool? Pool(IReadOnlyList<LabeledSpectrum> library, RoverWeights weights, Func<LabeledSpectrum, bool> wanted)
    {
        LabeledSpectrum[] chosen = [.. library.Where(spectrum => wanted(spectrum) && weights.Index.ContainsKey(spectrum.ClassName!))];
        return chosen.Length == 0 ? null : SpectrumPool.Of(chosen, weights.Index, 0.5);
    }
}
