using RoverRaman.Spectra;
using TorchSharp;
using static TorchSharp.torch;

namespace RoverRaman.Training.Train;

/// <summary>Labelled spectra as tensors, held whole: a few thousand spectra are a few tens of megabytes.</summary>
public sealed class TensorSet : IDisposable
{
    TensorSet(Tensor inputs, Tensor labels, int[] classes)
    {
        Inputs = inputs;
        Labels = labels;
        ClassIndices = classes;
    }

    /// <summary>[n, 1392] float32, not scaled: scaling is the network's first layer.</summary>
    public Tensor Inputs { get; }

    /// <summary>[n] int64, indices into the class list.</summary>
    public Tensor Labels { get; }

    /// <summary>The labels once more, for counting.</summary>
    public IReadOnlyList<int> ClassIndices { get; }

    /// <summary>Number n of spectra.</summary>
    public int Count => ClassIndices.Count;

    /// <summary>Copies the spectra of <paramref name="data"/>; every class must be in <paramref name="classes"/>.</summary>
    /// <exception cref="TrainingException">There is no spectrum, or one has a class that is not in the list.</exception>
    public static TensorSet Of(SpectrumDataSet data, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Spectra.Count == 0)
            throw new TrainingException("Expected at least one spectrum, found none; give more data or lower --min-per-class.");
        var index = classes.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var labels = new int[data.Spectra.Count];
        var values = new float[(long)labels.Length * Grid.Count];
        for (var i = 0; i < labels.Length; i++)
        {
            var spectrum = data.Spectra[i];
            if (spectrum.ClassName is not { } name || !index.TryGetValue(name, out labels[i]))
                throw new TrainingException($"Expected a class of the model, found '{spectrum.ClassName}' in {spectrum.Source}.");
            spectrum.Intensities.CopyTo(values, i * Grid.Count);
        }
        return new TensorSet(
            torch.tensor(values, [labels.Length, Grid.Count]),
            torch.tensor(Array.ConvertAll(labels, label => (long)label)),
            labels);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Inputs.Dispose();
        Labels.Dispose();
    }
}
