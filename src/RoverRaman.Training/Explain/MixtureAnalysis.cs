using System.Numerics.Tensors;
using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Training.Augment;

namespace RoverRaman.Training.Explain;

/// <summary>
/// Splits a spectrum into up to three minerals with non-negative weights. The network proposes, looking at the spectrum and then at what is
/// left once its best proposal is taken away; least squares over reference spectra decides.
/// </summary>
public sealed class MixtureAnalysis
{
    const int Proposed = 10, PerClass = 40, MostComponents = 3, MostDrift = 36;

    // A mineral further down the network's list must explain this much more (share of the peaks' energy, per rank).
    const double RankCost = 0.004;

    // A third mineral must explain at least this share of the peaks' energy.
    const double WorthAdding = 0.01;

    // A drift must make the best proposal fit better by this much correlation per cm-1: peaks of the other mineral pull, too.
    const double DriftCost = 0.004;

    readonly ClassEvidence _evidence;
    readonly Dictionary<int, (float[] Peaks, string Source)[]> _references = [];

    /// <summary>Prepares the references.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="references">Spectra of its minerals; others are passed over.</param>
    public MixtureAnalysis(Classifier classifier, SpectrumDataSet references)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(references);
        _evidence = new ClassEvidence(classifier);
        var rows = classifier.Folder.Head.Manifest.Classes.Index().ToDictionary(pair => pair.Item.Name, pair => pair.Index, StringComparer.OrdinalIgnoreCase);
        foreach (var group in references.Spectra.Where(spectrum => spectrum.ClassName is { } name && rows.ContainsKey(name)).GroupBy(spectrum => rows[spectrum.ClassName!]))
        {
            LabeledSpectrum[] all = [.. group];
            var step = Math.Max(1, all.Length / PerClass);
            _references[group.Key] = [.. all.Where((_, i) => i % step == 0).Take(PerClass).Select(spectrum => (Peaks(spectrum.Intensities), spectrum.Source))];
        }
    }

    /// <summary>Minerals of the model that have a reference.</summary>
    public int Minerals => _references.Count;

    /// <summary>The components, largest weight first; empty where the spectrum has no peaks.</summary>
    public IReadOnlyList<MixtureComponent> Analyse(float[] grid)
    {
        var peaks = Peaks(grid);
        if (TensorPrimitives.Dot<float>(peaks, peaks) <= 0 || _references.Count == 0)
            return [];
        var ranks = new Dictionary<int, int>();
        Propose(ranks, grid);
        var best = ranks.Keys.First();
        peaks = Aligned(peaks, best);
        var candidates = Candidates(ranks, best, peaks);
        var chosen = BestPair(candidates, peaks);
        Extend(chosen, candidates, peaks);
        var (weights, _) = NonNegativeFit.Solve([.. chosen.Select(one => one.Peaks)], peaks);
        var sum = weights.Sum();
        return [.. chosen.Zip(weights).Where(pair => pair.Second > 0)
            .Select(pair => new MixtureComponent(_evidence.NameOf(pair.First.Row), pair.Second / sum, pair.First.Source))
            .OrderByDescending(component => component.Weight)];
    }

    // Moved to where references of the best proposal explain most. The alignments' estimate of the drift will not do: a mineral rests
    // some cm-1 beside zero in it, more than the width of a line.
    float[] Aligned(float[] peaks, int row) =>
        Enumerable.Range(-MostDrift, 2 * MostDrift + 1)
            .Select(shift => (Moved: Evaluate.SpectrumShift.Apply(peaks, shift), Cost: DriftCost * Math.Abs(shift)))
            .MaxBy(one => _references[row].Max(reference => TensorPrimitives.CosineSimilarity<float>(reference.Peaks, one.Moved)) - one.Cost).Moved;

    List<Candidate> Candidates(Dictionary<int, int> ranks, int best, float[] peaks)
    {
        // What is left without the best proposal: the second mineral alone, if there is one.
        var (reference, weight, _) = _references[best].Select(one => Single(one.Peaks, peaks)).MinBy(fit => fit.Residual);
        var rest = new float[peaks.Length];
        for (var i = 0; i < rest.Length; i++)
            rest[i] = Math.Max(0, peaks[i] - (float)weight * reference[i]);
        if (rest.Max() > 0)
            Propose(ranks, rest);
        return [.. ranks.SelectMany(pair => _references[pair.Key].Select(one => new Candidate(pair.Key, pair.Value, one.Peaks, one.Source)))];
    }

    void Propose(Dictionary<int, int> ranks, float[] grid)
    {
        var evidence = _evidence.OfAll(grid);
        var rank = 0;
        foreach (var row in Enumerable.Range(0, evidence.Length).Where(_references.ContainsKey).OrderByDescending(row => evidence[row]).Take(Proposed))
            if (!ranks.TryAdd(row, rank++))
                ranks[row] = Math.Min(ranks[row], rank);
    }

    static List<Candidate> BestPair(List<Candidate> candidates, float[] peaks)
    {
        var energy = TensorPrimitives.Dot<float>(peaks, peaks);
        var gram = candidates.Select(one => (Own: TensorPrimitives.Dot<float>(one.Peaks, one.Peaks), With: TensorPrimitives.Dot<float>(one.Peaks, peaks))).ToArray();
        (double Cost, int First, int Second) best = (double.PositiveInfinity, 0, 0);
        for (var i = 0; i < candidates.Count; i++)
            for (var j = i + 1; j < candidates.Count; j++)
            {
                if (candidates[i].Row == candidates[j].Row)
                    continue;
                var across = TensorPrimitives.Dot<float>(candidates[i].Peaks, candidates[j].Peaks);
                var explained = NonNegativeFit.ExplainedByPair(gram[i].Own, gram[j].Own, across, gram[i].With, gram[j].With);
                var cost = 1 - explained / energy + RankCost * (candidates[i].Rank + candidates[j].Rank);
                if (cost < best.Cost)
                    best = (cost, i, j);
            }
        return double.IsFinite(best.Cost) ? [candidates[best.First], candidates[best.Second]] : [candidates[0]];
    }

    static void Extend(List<Candidate> chosen, List<Candidate> candidates, float[] peaks)
    {
        var energy = TensorPrimitives.Dot<float>(peaks, peaks);
        var (_, residual) = NonNegativeFit.Solve([.. chosen.Select(one => one.Peaks)], peaks);
        var rows = chosen.Select(one => one.Row).ToHashSet();
        var third = candidates.Where(one => !rows.Contains(one.Row))
            .Select(one => (Candidate: one, NonNegativeFit.Solve([.. chosen.Select(other => other.Peaks), one.Peaks], peaks).Residual))
            .OrderBy(pair => pair.Residual + RankCost * energy * pair.Candidate.Rank).FirstOrDefault();
        if (chosen.Count < MostComponents && third.Candidate is not null && residual - third.Residual > WorthAdding * energy)
            chosen.Add(third.Candidate);
    }

    static (float[] Reference, double Weight, double Residual) Single(float[] reference, float[] peaks)
    {
        var (weights, residual) = NonNegativeFit.Solve([reference], peaks);
        return (reference, weights[0], residual);
    }

    // Above the clipped baseline, highest peak 1.
    static float[] Peaks(float[] grid)
    {
        var baseline = ClippedBaseline.Of(grid);
        var peaks = new float[grid.Length];
        for (var i = 0; i < peaks.Length; i++)
            peaks[i] = Math.Max(0, grid[i] - baseline[i]);
        var highest = peaks.Max();
        return highest > 0 ? Array.ConvertAll(peaks, value => value / highest) : peaks;
    }

    sealed record Candidate(int Row, int Rank, float[] Peaks, string Source);
}
