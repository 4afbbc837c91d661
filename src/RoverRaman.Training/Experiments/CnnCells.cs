using RoverRaman.Spectra;
using RoverRaman.Training.Augment.Paper;
using RoverRaman.Training.Baselines;
using RoverRaman.Training.Evaluate;
using RoverRaman.Training.Models;
using RoverRaman.Training.Train;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// The paper's CNN, trained once a cell and measured in every way that sections 4 and 5 ask for, so that Figure 7, the curves,
/// confidence, Grad-CAM and Tables 3 to 6 share their trainings.
/// </summary>
static class CnnCells
{
    /// <summary>Score of the CNN.</summary>
    public const string Cnn = "CNN";

    /// <summary>Score of 1-NN on the CNN's features.</summary>
    public const string CnnKnn = "CNN+KNN";

    /// <summary>Augmented copies beside each training spectrum; the paper does not say how many.</summary>
    public const int Copies = 4;

    /// <summary>Shifts of section 5, cm-1; positive moves right.</summary>
    public static IReadOnlyList<int> Shifts { get; } = [0, 15, 30, -15, -30];

    /// <summary>Minerals of the paper's Grad-CAM figures 8 to 11.</summary>
    public static IReadOnlyList<string> Explained { get; } = ["Dolomite", "Rhodochrosite", "Diopside", "Hedenbergite", "Conichalcite", "Vanadinite", "Calcite"];

    /// <summary>Score at a shift.</summary>
    public static string At(int shift) => shift == 0 ? Cnn : $"{Cnn} {shift:+0;-0}";

    /// <summary>The network of Figure 6 with pooling size m, a pooling stride (0: m) and n blocks.</summary>
    public static Cell Of(DataPart part, int m = 2, int n = 3, bool augmented = false, int stride = 0) =>
        new("cnn", $"m={m}{(stride == 0 ? "" : $", stride {stride}")}, n={n}{(augmented ? ", augmented" : "")}", part, cancellation =>
        {
            var fit = new NetworkFit(part, part.Pool, cancellation);
            using var network = new PaperCnn(new PaperCnnOptions { PoolingSize = m, PoolingStride = stride, Blocks = n }, fit.Classes.Count);
            var history = fit.Fit(network, augmented ? data => new PaperAugmentations().Extend(data, Copies, part.Seed) : null);
            return Measure(network, fit, history, part);
        });

    static CellResult Measure(PaperCnn network, NetworkFit fit, TrainingHistory history, DataPart part)
    {
        var test = part.Test;
        var scores = Shifts.ToDictionary(At, shift => Tally.Of(NetworkOutputs.Predict(network, fit.Classes, test, shift)));
        scores[CnnKnn] = FeatureNeighbours(network, part.Pool, test);
        var series = Losses.Of(history);
        var lists = new Dictionary<string, string[]>();
        var values = Confidence(network, fit, test, series);
        Name(network, fit.Classes, PaperMineral(test), lists);
        if (part is { Fold: 0, Seed: 0 })
            Explain(network, fit.Classes, test, series, lists);
        return new CellResult { Scores = scores, Values = values, Series = series, Lists = lists };
    }

    static Tally FeatureNeighbours(PaperCnn network, SpectrumDataSet pool, SpectrumDataSet test)
    {
        var neighbours = new NearestNeighbours(NetworkOutputs.Of(network.Backbone, pool), pool.Labels);
        return Tally.Of(NetworkOutputs.Of(network.Backbone, test).Select(query => neighbours.Rank(query)), test.Labels);
    }

    static Dictionary<string, double> Confidence(PaperCnn network, NetworkFit fit, SpectrumDataSet test, Dictionary<string, double[]> series)
    {
        var validation = NetworkOutputs.Of(network, fit.Validation);
        var temperature = TemperatureScaling.Fit(validation, [.. fit.Validation.Spectra.Select(spectrum => Index(fit.Classes, spectrum.ClassName!))]);
        var logits = NetworkOutputs.Of(network, test);
        Prediction[] AtTemperature(double t) => [.. logits.Zip(test.Spectra, (row, spectrum) => NetworkOutputs.ToPrediction(row, t, fit.Classes, spectrum))];
        var (plain, scaled) = (AtTemperature(1), AtTemperature(temperature));
        series["reliability"] = Reliability.Count(plain);
        series["reliability scaled"] = Reliability.Count(scaled);
        return new Dictionary<string, double>
        {
            ["gap"] = plain.Average(prediction => prediction.Margin),
            ["gap scaled"] = scaled.Average(prediction => prediction.Margin),
            ["ece"] = Calibration.ExpectedError(plain),
            ["ece scaled"] = Calibration.ExpectedError(scaled),
            ["temperature"] = temperature,
        };
    }

    // The paper's tables 5 and 6 follow one spectrum of pyrosmalite-(Fe); where that mineral is not at hand, another.
    static LabeledSpectrum PaperMineral(SpectrumDataSet test) =>
        test.Spectra.FirstOrDefault(spectrum => spectrum.ClassName is "PyrosmaliteFe" or "Pyrosmalite-(Fe)")
        ?? test.Spectra.FirstOrDefault(spectrum => spectrum.ClassName == "Dolomite")
        ?? test.Spectra[0];

    static void Name(PaperCnn network, IReadOnlyList<string> classes, LabeledSpectrum spectrum, Dictionary<string, string[]> lists)
    {
        var one = new SpectrumDataSet([spectrum]);
        lists["mineral"] = [spectrum.ClassName!];
        foreach (var shift in new[] { 0, 30 })
            lists[$"top at {shift}"] = [.. NetworkOutputs.Predict(network, classes, one, shift)[0].Top];
    }

    static void Explain(
        PaperCnn network, IReadOnlyList<string> classes, SpectrumDataSet test, Dictionary<string, double[]> series, Dictionary<string, string[]> lists)
    {
        var found = test.Spectra.Where(spectrum => Explained.Contains(spectrum.ClassName)).DistinctBy(spectrum => spectrum.ClassName).ToArray();
        foreach (var spectrum in found.Length > 0 ? found : [.. test.Spectra.DistinctBy(spectrum => spectrum.ClassName).Take(3)])
        {
            var named = NetworkOutputs.Predict(network, classes, new SpectrumDataSet([spectrum]))[0];
            var curve = GradCam.Curve(network, spectrum.Intensities, Index(classes, named.Top[0]));
            series[$"importance {spectrum.ClassName}"] = Array.ConvertAll(curve, value => Math.Round(value, 4));
            var greatest = Math.Max(spectrum.Intensities.Max(), UnitMaximum.Smallest);
            series[$"spectrum {spectrum.ClassName}"] = Array.ConvertAll(spectrum.Intensities, value => Math.Round((double)value / greatest, 4));
            lists[$"explained {spectrum.ClassName}"] = [.. named.Top];
        }
    }

    static int Index(IReadOnlyList<string> classes, string name) => ((List<string>)[.. classes]).BinarySearch(name, StringComparer.Ordinal);
}
