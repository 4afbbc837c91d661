using RoverRaman.Spectra;
using RoverRaman.Training.Evaluate;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Experiments;

/// <summary>What a network makes of spectra, outside training.</summary>
static class NetworkOutputs
{
    const int Batch = 128, Ranked = 3;

    /// <summary>One row of outputs a spectrum.</summary>
    /// <param name="network">Spectrum -> any vector.</param>
    /// <param name="data">Spectra.</param>
    /// <param name="shift">Moves each spectrum first, cm-1.</param>
    public static float[][] Of(Module<Tensor, Tensor> network, SpectrumDataSet data, int shift = 0)
    {
        network.eval();
        using var guard = no_grad();
        var rows = new List<float[]>(data.Spectra.Count);
        foreach (var chunk in data.Spectra.Chunk(Batch))
        {
            using var scope = NewDisposeScope();
            var outputs = network.call(ToTensor(chunk, shift));
            var width = (int)outputs.shape[1];
            rows.AddRange(outputs.contiguous().data<float>().ToArray().Chunk(width));
        }
        return [.. rows];
    }

    /// <summary>Names spectra by the softmax of a network's logits.</summary>
    public static Prediction[] Predict(Module<Tensor, Tensor> network, IReadOnlyList<string> classes, SpectrumDataSet data, int shift = 0) =>
        [.. Of(network, data, shift).Zip(data.Spectra, (logits, spectrum) => ToPrediction(logits, 1, classes, spectrum))];

    /// <summary>Softmax of logits divided by a temperature, as a prediction.</summary>
    public static Prediction ToPrediction(float[] logits, double temperature, IReadOnlyList<string> classes, LabeledSpectrum spectrum)
    {
        var greatest = logits.Max();
        var powers = Array.ConvertAll(logits, logit => Math.Exp((logit - greatest) / temperature));
        var sum = powers.Sum();
        var order = Enumerable.Range(0, powers.Length).OrderByDescending(i => powers[i]).Take(Ranked).ToArray();
        var margin = order.Length > 1 ? (powers[order[0]] - powers[order[1]]) / sum : 1;
        return new Prediction(spectrum.Source, spectrum.ClassName!, [.. order.Select(i => classes[i])], powers[order[0]] / sum, margin);
    }

    /// <summary>Spectra as [n, 1392].</summary>
    public static Tensor ToTensor(IReadOnlyList<LabeledSpectrum> spectra, int shift = 0)
    {
        var values = new float[spectra.Count * Grid.Count];
        for (var i = 0; i < spectra.Count; i++)
            (shift == 0 ? spectra[i].Intensities : SpectrumShift.Apply(spectra[i].Intensities, shift)).CopyTo(values, i * Grid.Count);
        return tensor(values, [spectra.Count, Grid.Count]);
    }
}
