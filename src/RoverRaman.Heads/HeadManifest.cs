using RoverRaman.Wire;

namespace RoverRaman.Heads;

/// <summary>What a head says of itself: enough to decide whether it fits a backbone before a weight is read.</summary>
public sealed record HeadManifest
{
    /// <summary>Version counter: only goes up. Carried by every decision.</summary>
    public required uint HeadVersion { get; init; }

    /// <summary>SHA-256 (hex, lower case) of the backbone.onnx that the head was trained on.</summary>
    public required string BackboneSha256 { get; init; }

    /// <summary>Length of a row: the D of the features, or of all their groups together.</summary>
    public required int FeatureSize { get; init; }

    /// <summary>Layout of features of several groups; null for one group of as many alignments as the features hold.</summary>
    public FeatureLayout? Layout { get; init; }

    /// <summary>Name and version of the preprocessing (PreprocessingId.ToString()).</summary>
    public required string Preprocessing { get; init; }

    /// <summary>Classes in row order. Ids are stable: never renumbered, never reused.</summary>
    public required IReadOnlyList<ClassName> Classes { get; init; }

    /// <summary>Divides the logits before softmax; 1 where not calibrated.</summary>
    public float Temperature { get; init; } = 1;

    /// <summary>How the weights are stored.</summary>
    public HeadWeightEncoding WeightEncoding { get; init; } = HeadWeightEncoding.Float32;

    /// <summary>The grid that the backbone reads; null where the package does not say (version 1).</summary>
    public HeadAxis? Axis { get; init; }

    /// <summary>Raman shifts that an instrument must measure for this head to be used, cm-1; null where the package does not say.</summary>
    public HeadRange? InstrumentRange { get; init; }

    /// <summary>A score below which a spectrum is of no known class; NaN = not calibrated.</summary>
    public float UnknownThreshold { get; init; } = float.NaN;

    /// <summary>A class belongs to the conformal set where 1 - its probability is at most this; NaN = not calibrated.</summary>
    public float ConformalThreshold { get; init; } = float.NaN;

    /// <summary>Share of spectra whose conformal set was calibrated to hold the right class, 0..1; NaN = not calibrated.</summary>
    public float ConformalCoverage { get; init; } = float.NaN;

    /// <summary>Feature vectors with the class that the head must give for each; at most <see cref="HeadPackage.MaxGoldenChecks"/>.</summary>
    public IReadOnlyList<GoldenCheck> GoldenChecks { get; init; } = [];

    /// <summary>Layout of features of this length.</summary>
    /// <exception cref="ArgumentException">Features of this head do not have this length.</exception>
    public FeatureLayout LayoutOf(int features)
    {
        if (!Holds(features))
            throw new ArgumentException($"Expected {Layout?.ToString() ?? $"a multiple of {FeatureSize}"} features, found {features}.", nameof(features));
        return Layout ?? new FeatureLayout((features / FeatureSize, FeatureSize));
    }

    /// <summary>True where features of this head may have this length.</summary>
    public bool Holds(int features) => Layout is { } layout
        ? features == layout.Count
        : features > 0 && features % FeatureSize == 0 && features / FeatureSize <= FeatureLayout.MaxAlignments;

    /// <summary>True where the head reads features laid out like this.</summary>
    public bool Fits(FeatureLayout features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return Layout is { } layout ? layout.Equals(features) : features.Groups.Count == 1 && features.Size == FeatureSize;
    }
}
