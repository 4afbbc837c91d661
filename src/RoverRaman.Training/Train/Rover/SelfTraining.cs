using RoverRaman.Spectra;
using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Models;

namespace RoverRaman.Training.Train.Rover;

/// <summary>
/// Fine-tunes, and learns from spectra without names, too (pseudo-labels: Lee 2013): the network names them, those that it names surely join the labelled
/// ones, and the fine-tuning starts again from the same weights.
/// </summary>
/// <param name="request">What is asked for.</param>
/// <param name="data">All data of the run.</param>
/// <param name="peaks">The directions of the peaks.</param>
/// <param name="log">Who watches.</param>
sealed class SelfTraining(RoverTrainingRequest request, RoverData data, PeakEmbedding peaks, ITrainingLog log)
{
    // The second time it knows more of them, and better.
    const int Rounds = 2;

    // Probability (before calibration) from which a network's name for a spectrum is believed.
    const double Sure = 0.95;

    readonly FineTuning _tuning = new(request, data);

    /// <summary>A copy of <paramref name="start"/>, trained, and what ships of it; the latter's layers are the former's.</summary>
    /// <param name="start">Pretrained or earlier weights.</param>
    /// <param name="train">Labelled spectra.</param>
    /// <param name="hidden">Specimens that nothing may be learned from.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    public (RoverWeights Weights, ShippedNetwork Network) Run(
        RoverWeights start, SpectrumDataSet train, IReadOnlySet<string> hidden, CancellationToken cancellation)
    {
        var (library, unlabeled) = (RoverData.Visible(data.Library, hidden), RoverData.Visible(data.Unlabeled, hidden));
        var tuned = Tuned(start, train, library, cancellation);
        for (var round = 0; round < Rounds && unlabeled.Count > 0; round++)
            using (tuned.Weights)
            {
                var named = Named(tuned.Network, unlabeled);
                log.Say($"unlabeled: {named.Length} of {unlabeled.Count} spectra named surely; they train as if they were labelled");
                tuned = Tuned(start, SpectrumDataSet.Concat(train, new SpectrumDataSet(named)), library, cancellation);
            }
        return tuned;
    }

    // Against other species where classes are few and spectra raw. Of 259 clean classes 64 others tell less than the evidence alone (README).
    (RoverWeights Weights, ShippedNetwork Network) Tuned(
        RoverWeights start, SpectrumDataSet train, IReadOnlyList<LabeledSpectrum> library, CancellationToken cancellation)
    {
        var weights = _tuning.Run(start, train, library, request.Steps, imprint: true, cancellation);
        return (weights, ShippedNetwork.Of(weights, peaks, data.Set.Classes, train.Spectra.Concat(library), againstOthers: data.IsRaw));
    }

    LabeledSpectrum[] Named(ShippedNetwork network, IReadOnlyList<LabeledSpectrum> unlabeled) =>
    [
        .. unlabeled.Zip(network.Evidence(unlabeled), (spectrum, values) => (Spectrum: spectrum, Best: new Evidence(spectrum.Source, -1, 0, values).Predict(data.Set.Classes, 1)))
            .Where(pair => pair.Best.Confidence >= Sure).Select(pair => pair.Spectrum with { ClassName = pair.Best.Top[0] }),
    ];
}
