using RoverRaman.Spectra;
using RoverRaman.Training.Baselines;
using RoverRaman.Training.Evaluate;

namespace RoverRaman.Training.Train.Rover;

/// <summary>Gathers what fold after fold says of spectra that it was not trained on.</summary>
sealed class Measuring(RoverTrainingRequest request, RoverData data, ITrainingLog log)
{
    static readonly int[] Shifts = [0, 15, 30, -15, -30];

    readonly List<Evidence> _evidence = [];
    readonly List<Evidence> _unknown = [];
    readonly List<Prediction> _floor = [];
    readonly Dictionary<int, int> _right = Shifts.ToDictionary(shift => shift, _ => 0);
    readonly Dictionary<string, string> _signal = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _references = new(StringComparer.Ordinal);
    int _folds;

    public int Count => _evidence.Count;

    public int Right => _right[0];

    public void Add(int number, RoverFold fold, ShippedNetwork network, IReadOnlyList<LabeledSpectrum> library)
    {
        _folds++;
        var test = fold.Test.Spectra;
        if (test.Count == 0)
            return;
        var values = network.Evidence(test);
        // A single fold is calibrated in two halves, each by the other.
        for (var i = 0; i < test.Count; i++)
            _evidence.Add(new Evidence(test[i].Source, fold.Test.Labels[i], data.Set.HasSpecimenIds ? i % 2 : number, values[i]));
        foreach (var shift in Shifts)
        {
            var moved = shift == 0 ? values : network.Evidence([.. test.Select(one => one with { Intensities = SpectrumShift.Apply(one.Intensities, shift) })]);
            _right[shift] += moved.Where((row, i) => Array.IndexOf(row, row.Max()) == fold.Test.Labels[i]).Count();
        }
        var references = References(fold, library);
        _floor.AddRange(NearestNeighbourFloor.Predict(references, fold.Test));
        var counts = references.Spectra.CountBy(spectrum => spectrum.ClassName!).ToDictionary(StringComparer.Ordinal);
        foreach (var spectrum in test)
            (_signal[spectrum.Source], _references[spectrum.Source]) = (ScoreGroup.BySignal(spectrum), ScoreGroup.ByReferences(counts.GetValueOrDefault(spectrum.ClassName!)));
        if (fold.Unknown.Count > 0)
            _unknown.AddRange(network.Evidence(fold.Unknown).Select((row, i) => new Evidence(fold.Unknown[i].Source, -1, 0, row)));
    }

    public RoverMeasurement Result(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var calibration = HeadCalibration.Fit(_evidence);
        var judged = HeadCalibration.CrossFitted(_evidence, data.Set.Classes);
        Prediction[] predictions = [.. judged.Select(one => one.Prediction)];
        ScoreGroup[] groups =
        [
            .. ScoreGroup.Divide(predictions, _floor, [ScoreGroup.Usable, ScoreGroup.Refused], source => _signal[source]),
            .. ScoreGroup.Divide(predictions, _floor, ScoreGroup.ReferenceCounts, source => _references[source]),
        ];
        var unknown = _unknown.Count == 0 ? null : UnknownScores.Of(
            [.. _evidence.Select(one => -one.UnknownScore(calibration.Temperature))], [.. _unknown.Select(one => -one.UnknownScore(calibration.Temperature))]);
        var how = data.Set.HasSpecimenIds
            ? $"a fifth of the specimens held out, by RRUFF ID (no specimen on both sides), seed {request.Seed}"
            : $"{_folds} folds by spectrum (the data carry no specimen IDs, so near copies may stand on both sides), seed {request.Seed}";
        log.Say($"measured on {_evidence.Count} spectra: {how}");
        return new RoverMeasurement(
            Scores.Of(predictions), Scores.Of(_floor), Calibration.ChanceError(predictions), Shifts.ToDictionary(shift => shift, shift => Estimate.Share(_right[shift], Count)),
            Estimate.Share(judged.Count(one => one.Covered), Count), Estimate.Mean([.. judged.Select(one => (double)one.SetSize)]), Selective.Accuracy(predictions), unknown, calibration,
            Confusion.Summarise(predictions), ClosePairs.Summarise(predictions, data.Set.Classes), groups, how);
    }

    // The floor may look at everything that the network may.
    static SpectrumDataSet References(RoverFold fold, IReadOnlyList<LabeledSpectrum> library)
    {
        var classes = fold.Train.Spectra.Select(spectrum => spectrum.ClassName).ToHashSet();
        return new SpectrumDataSet([.. fold.Train.Spectra.Concat(library.Where(spectrum => classes.Contains(spectrum.ClassName))).DistinctBy(Duplicates.Hash)]);
    }
}
