using RoverRaman.Inference;
using RoverRaman.Spectra;
using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Ground;

// Classifies and judges one spectrum after the other, as the robot would, and makes what could go down.
sealed class MissionMaker
{
    readonly Classifier _classifier;
    readonly TriagePolicy _policy;
    readonly SpectrumJudge _judge;
    readonly ProductMaker _maker;
    readonly Dictionary<ushort, string> _names;
    readonly HashSet<string> _known;

    public MissionMaker(Classifier classifier, TriagePolicy policy)
    {
        (_classifier, _policy) = (classifier, policy);
        var classes = classifier.Slot.Active.Manifest.Classes;
        _judge = new SpectrumJudge(policy, classes);
        _maker = new ProductMaker(policy.SpectrumError);
        _names = classes.ToDictionary(named => named.Id, named => named.Name);
        _known = [.. _names.Values];
    }

    public MissionSpectrum Make(int number, LabeledSpectrum spectrum)
    {
        string mineral = spectrum.ClassName!;
        var flags = SpectralQuality.Assess(spectrum.Intensities, Grid.Count) & ~QualityFlags.Dark;
        var features = _classifier.Backbone.Run(spectrum.Intensities);
        var identification = _classifier.Slot.Identify(features);
        ushort best = identification.Count > 0 ? identification.Top[0].ClassId : ProductSummary.NoClass;
        float[] descriptor = new float[Descriptor.Size];
        // Novelty against what was seen; the link's state is not triage's business in a simulation.
        var verdict = _judge.Judge(flags, identification, features, descriptor);
        bool isRight = best != ProductSummary.NoClass && _names[best] == mineral;
        bool isTarget = _policy.Targets.Contains(mineral, StringComparer.OrdinalIgnoreCase);
        return new MissionSpectrum(mineral, _known.Contains(mineral), isTarget, descriptor, verdict, Products(number, spectrum.Intensities, features, verdict, best, isRight));
    }

    List<MissionProduct> Products(int number, float[] grid, ReadOnlySpan<float> features, in VerdictRecord verdict, ushort best, bool isRight)
    {
        var summary = new ProductSummary { Sequence = (uint)number + 1, ClassId = best, SecondClassId = ProductSummary.NoClass, Action = verdict.Action, Bin = verdict.Bin, UnixSeconds = 1_800_000_000 };
        var products = new List<MissionProduct>();
        foreach (var kind in _policy.Products[verdict.Bin])
        {
            if (kind is ProductKind.Near or ProductKind.Lossless && verdict.Action != TriageAction.SendSpectrum)
                continue;
            int bytes = _maker.Make(kind, summary, grid, features).Length;
            if (bytes == 0)
                continue;
            var candidate = new Candidate
            {
                Key = new(kind, summary.Sequence),
                Bin = TriageRules.BinOf(kind, verdict),
                Value = TriageRules.ValueOf(kind, verdict),
                Bytes = bytes,
                Age = number,
                ClassId = best,
                Confidence = verdict.Confidence * (1 - verdict.Unknown),
            };
            products.Add(new MissionProduct(number, candidate, kind >= ProductKind.Peaks || isRight));
        }
        return products;
    }
}
