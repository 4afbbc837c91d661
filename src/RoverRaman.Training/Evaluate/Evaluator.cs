using RoverRaman.Inference;
using RoverRaman.Spectra;

namespace RoverRaman.Training.Evaluate;

/// <summary>Measures a model as it is shipped: the same ONNX Runtime, backbone and head that run onboard.</summary>
/// <param name="classifier">The model.</param>
public sealed class Evaluator(Classifier classifier)
{
    readonly Dictionary<ushort, string> _names = classifier.Folder.Head.Manifest.Classes.ToDictionary(name => name.Id, name => name.Name);

    // Spelling of the model by name, whatever the case of the data's letters.
    readonly Dictionary<string, string> _held = SpellingOf(classifier.Folder.Head.Manifest.Classes.Select(name => name.Name));

    /// <summary>True where the head says when a spectrum is of none of its classes; else confidence must serve.</summary>
    public bool TellsUnknown { get; } = !float.IsNaN(classifier.Folder.Head.Manifest.UnknownThreshold);

    /// <summary>True where the model holds the class; upper and lower case are the same.</summary>
    public bool Holds(string? className) => className is not null && _held.ContainsKey(className);

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

    /// <summary>How surely each spectrum is of a class of the model, whatever its own class: any scale, higher is more surely known.</summary>
    public IReadOnlyList<double> Knownness(SpectrumDataSet data, int shift = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var scores = new double[data.Spectra.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            scores[i] = Knownness(Predict(data.Spectra[i], shift));
        }
        return scores;
    }

    /// <summary>The same score of a prediction at hand.</summary>
    public double Knownness(Prediction prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return TellsUnknown ? -prediction.UnknownScore : prediction.Confidence;
    }

    Prediction Predict(LabeledSpectrum spectrum, int shift)
    {
        var found = classifier.Identify(shift == 0 ? spectrum.Intensities : SpectrumShift.Apply(spectrum.Intensities, shift));
        var names = new string[found.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = _names[found.Top[i].ClassId];
        var trueClass = spectrum.ClassName is { } name ? _held.GetValueOrDefault(name, name) : string.Empty;
        return new Prediction(spectrum.Source, trueClass, names, found.Count > 0 ? found.Top[0].Probability : 0, found.Margin)
        {
            UnknownScore = found.UnknownScore,
            IsUnknown = found.IsUnknown,
            SetSize = found.SetSize,
            Drift = found.Drift,
        };
    }

    // A head that holds two spellings of one name keeps the first.
    static Dictionary<string, string> SpellingOf(IEnumerable<string> names)
    {
        var spelling = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
            _ = spelling.TryAdd(name, name);
        return spelling;
    }
}
