using RoverRaman.Inference;
using RoverRaman.Spectra;

namespace RoverRaman.Training.Evaluate;

/// <summary>Measures a model as it is shipped: the same ONNX Runtime, backbone and head that run onboard.</summary>
/// <param name="classifier">The model.</param>
public sealed class Evaluator(Classifier classifier)
{
    readonly Dictionary<ushort, string> _names = classifier.Folder.Head.Manifest.Classes.ToDictionary(name => name.Id, name => name.Name);

    readonly HashSet<string> _held = [.. classifier.Folder.Head.Manifest.Classes.Select(name => name.Name)];

    /// <summary>True where the model holds the class.</summary>
    public bool Holds(string? className) => className is not null && _held.Contains(className);

    /// <summary>Names every spectrum of <paramref name="data"/> whose class the model holds.</summary>
    /// <param name="data">Labelled spectra.</param>
    /// <param name="shift">Moves each spectrum first, cm-1 (<see cref="SpectrumShift"/>).</param>
    /// <param name="cancellation">Looked at before each spectrum.</param>
    public IReadOnlyList<Prediction> Predict(SpectrumDataSet data, int shift = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var predictions = new List<Prediction>();
        foreach (var spectrum in data.Spectra)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Holds(spectrum.ClassName))
                predictions.Add(Predict(spectrum, shift));
        }
        return predictions;
    }

    /// <summary>Probability of the best class of each spectrum, whatever its own class: how sure the model is.</summary>
    public IReadOnlyList<double> Confidences(SpectrumDataSet data, int shift = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var confidences = new double[data.Spectra.Count];
        for (var i = 0; i < confidences.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            confidences[i] = Predict(data.Spectra[i], shift).Confidence;
        }
        return confidences;
    }

    Prediction Predict(LabeledSpectrum spectrum, int shift)
    {
        var found = classifier.Identify(shift == 0 ? spectrum.Intensities : SpectrumShift.Apply(spectrum.Intensities, shift));
        var names = new string[found.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = _names[found.Top[i].ClassId];
        return new Prediction(spectrum.Source, spectrum.ClassName ?? string.Empty, names, found.Count > 0 ? found.Top[0].Probability : 0, found.Margin);
    }
}
