using RoverRaman.Spectra;
using RoverRaman.Training.Train;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Experiments;

/// <summary>Supervised training as the paper does it (section 4.2), on labelled spectra of which a fifth validates where nothing else is asked for.</summary>
sealed class NetworkFit
{
    const double ValidationShare = 0.2;

    /// <summary>Of the paper's training spectra those that weights are fitted to.</summary>
    public const double PaperSpectra = (1 - ValidationShare) * Corpus.PaperTrainingSpectra;

    readonly DataPart _part;
    readonly CancellationToken _cancellation;

    /// <summary>Divides the labelled spectra.</summary>
    /// <param name="part">Seed, grouping and settings.</param>
    /// <param name="labelled">Spectra with labels.</param>
    /// <param name="cancellation">Stops training.</param>
    /// <param name="validates">False: every labelled spectrum is trained on, and training stops by its own loss.</param>
    public NetworkFit(DataPart part, SpectrumDataSet labelled, CancellationToken cancellation, bool validates = true)
    {
        (_part, _cancellation) = (part, cancellation);
        Classes = [.. labelled.Spectra.Select(spectrum => spectrum.ClassName!).Distinct().Order(StringComparer.Ordinal)];
        if (!validates)
        {
            (Train, Validation) = (labelled, labelled);
            return;
        }
        var split = labelled.Split(ValidationShare, part.Seed, part.Grouped);
        Train = labelled.Subset(split.Rest);
        // Where every class has a single specimen, none can be spared; training then stops by its own loss.
        Validation = split.Part.Length > 0 ? labelled.Subset(split.Part) : Train;
    }

    /// <summary>Names of the classes in the order of a network's outputs.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Spectra that weights are fitted to.</summary>
    public SpectrumDataSet Train { get; }

    /// <summary>Spectra that learning rate and stopping look at.</summary>
    public SpectrumDataSet Validation { get; }

    /// <summary>Class weights of the training spectra.</summary>
    public float[] Weights(TensorSet train) => ClassWeights.Balanced(train.ClassIndices, Classes.Count);

    /// <summary>Trains what of <paramref name="network"/> is not frozen.</summary>
    /// <param name="network">Spectrum -> logits of <see cref="Classes"/>.</param>
    /// <param name="extend">Adds augmented copies to the training spectra, or null.</param>
    /// <param name="learningRate">Learning rate at the start; the paper's where null.</param>
    /// <param name="patientAs">Patience (of stopping and of the learning rate) lasts as many steps as with so many training spectra; null: the paper's epochs.</param>
    public TrainingHistory Fit(
        Module<Tensor, Tensor> network, Func<SpectrumDataSet, SpectrumDataSet>? extend = null, double? learningRate = null, double? patientAs = null)
    {
        using var train = TensorSet.Of(extend?.Invoke(Train) ?? Train, Classes);
        using var validation = TensorSet.Of(Validation, Classes);
        var options = new TrainingOptions { Epochs = _part.Settings.Epochs, Seed = _part.Seed, Threads = _part.Settings.Threads };
        if (learningRate is { } rate)
            options = options with { LearningRate = rate };
        if (patientAs is { } spectra)
            options = options with { PlateauPatience = Scaled(options.PlateauPatience), StoppingPatience = Scaled(options.StoppingPatience) };
        return new Trainer(options).Fit(network, train, validation, Weights(train), cancellation: _cancellation);

        int Scaled(int epochs) => Math.Max(epochs, (int)Math.Round(epochs * spectra / train.Count));
    }
}
