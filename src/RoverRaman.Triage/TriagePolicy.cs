using RoverRaman.Wire;

namespace RoverRaman.Triage;

/// <summary>Thresholds and wishes that turn an identification into a decision. Ground sets them; they are data, not code. Immutable.</summary>
public sealed record TriagePolicy
{
    /// <summary>Number of the policy; it travels with every verdict, and an upload must raise it (default 1).</summary>
    public uint Version { get; init; } = 1;

    /// <summary>A best class below this probability is uncertain (default 0.6).</summary>
    public double MinimumProbability { get; init; } = 0.6;

    /// <summary>A best class less than this ahead of the second is uncertain (default 0.15; the paper's confidence gap, section 4.2).</summary>
    public double MinimumMargin { get; init; } = 0.15;

    /// <summary>Minerals of interest, by name (default none).</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Weights of targets that are not wanted with the full weight 1, by name, 0..1.</summary>
    public IReadOnlyDictionary<string, double> TargetWeights { get; init; } = new Dictionary<string, double>();

    /// <summary>A target counts where it is among the best classes with at least this probability (default 0.25).</summary>
    public double TargetProbability { get; init; } = 0.25;

    /// <summary>What to do with a spectrum that is not usable (default: drop it; its record stays in the journal and on the socket).</summary>
    public TriageAction Unusable { get; init; } = TriageAction.Drop;

    /// <summary>What to do with an uncertain one (default: send the spectrum, ground knows more minerals).</summary>
    public TriageAction Uncertain { get; init; } = TriageAction.SendSpectrum;

    /// <summary>What to do with a confident one (default: the record is enough).</summary>
    public TriageAction Confident { get; init; } = TriageAction.SendSummary;

    /// <summary>From this score on a spectrum is taken for none of the known minerals (default 0.6).</summary>
    public double UnknownFrom { get; init; } = 0.6;

    /// <summary>From this novelty on a spectrum is unlike everything sent before (default 0.7).</summary>
    public double NovelFrom { get; init; } = 0.7;

    /// <summary>What the terms of the utility weigh.</summary>
    public UtilityWeights Weights { get; init; } = new();

    /// <summary>How much being different counts, 0 (utility alone) .. 1 (JEWEL ships 0.1, 0.5, 0.9; default 0.95).</summary>
    public double Diversity { get; init; } = 0.95;

    /// <summary>
    /// g of similarity = exp(-(g d)^2), d the distance of two unit descriptors, 0..2 (default 2). A constant, where JEWEL divides by a
    /// median that is 0 for equal products.
    /// </summary>
    public double SimilarityScale { get; init; } = 2;

    /// <summary>Spectra of one class that go down whole in <see cref="QuotaWindow"/> decisions; 0 is no limit (default 8).</summary>
    public int QuotaPerClass { get; init; } = 8;

    /// <summary>
    /// Right records of one target, in <see cref="QuotaWindow"/> decisions, that go down before everything else: each counts with its
    /// probability, so that one sure record is enough and doubtful ones go on coming. Further ones go by their worth; 0 is no limit (default 0.9).
    /// </summary>
    public double TargetRecords { get; init; } = 0.9;

    /// <summary>Decisions after which the quotas begin anew (default 1,000).</summary>
    public int QuotaWindow { get; init; } = 1000;

    /// <summary>Largest error of a near-lossless spectrum as a share of its range (default 0.005).</summary>
    public double SpectrumError { get; init; } = 0.005;

    /// <summary>Probability from which a target is worth a sample (default 0.8).</summary>
    public double SampleFrom { get; init; } = 0.8;

    /// <summary>
    /// What goes down about a spectrum of each bin, small to large: 0 targets, 1 all others that are sent, 2 none by itself (the bin of whole
    /// spectra), 3 what is kept onboard.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<ProductKind>> Products { get; init; } =
    [
        [ProductKind.Standard, ProductKind.Thumbnail64, ProductKind.Near],
        [ProductKind.Standard, ProductKind.Thumbnail64, ProductKind.Near],
        [ProductKind.Standard],
        [ProductKind.Standard],
    ];
}
