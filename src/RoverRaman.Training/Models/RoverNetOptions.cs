using RoverRaman.Heads;

namespace RoverRaman.Training.Models;

/// <summary>Shape of the rover network.</summary>
public sealed record RoverNetOptions
{
    /// <summary>Length D of one embedding of the network.</summary>
    public const int FeatureSize = 128;

    /// <summary>Distance of two alignments, cm-1: once or twice the stride of the trunk.</summary>
    public const int AlignmentStep = 16;

    /// <summary>Farthest alignment to one side that the network offers.</summary>
    public const int MaxReach = 8;

    readonly int _reach = 3;

    /// <summary>
    /// Alignments to each side, 0..8 (default 3): O = 2 reach + 1 embeddings at -16 reach..+16 reach cm-1. The dial that pooling size is in
    /// the paper, but position is kept.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 0..8.</exception>
    public int Reach
    {
        get => _reach;
        init => _reach = value is >= 0 and <= MaxReach
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Expected 0 to {MaxReach}.");
    }

    /// <summary>Stride of the trunk, cm-1: 16 (default), or 8 where spectra are clean and relatives lie apart by less (README).</summary>
    public int Stride { get; init; } = AlignmentStep;

    /// <summary>Channels before the last convolution, which looks at every position: fewer where there are more positions.</summary>
    public int Bottleneck => Stride == AlignmentStep ? 16 : 10;

    /// <summary>Lengths of the peaks' embeddings, in the middle and at other alignments (<see cref="PeakEmbedding"/>).</summary>
    public (float Middle, float Aside) PeakLengths { get; init; } = PeakEmbedding.Raw;

    /// <summary>Chance that a value of the trunk is left out in training (default 0.2).</summary>
    public double Dropout { get; init; } = 0.2;

    /// <summary>Number of alignments O.</summary>
    public int Alignments => 2 * Reach + 1;

    /// <summary>Alignments of <see cref="PeakEmbedding"/> to each side (default 4).</summary>
    public int PeakReach { get; init; } = 4;

    /// <summary>Features of one spectrum, as they ship.</summary>
    public FeatureLayout Layout => new((Alignments, FeatureSize), (2 * PeakReach + 1, PeakEmbedding.Size));

    /// <summary>The shape for an instrument that drifts by up to <paramref name="drift"/> cm-1 to either side: one alignment to spare.</summary>
    /// <param name="drift">cm-1.</param>
    /// <param name="isRaw">True for spectra that carry their background.</param>
    public static RoverNetOptions For(int drift, bool isRaw) =>
        new()
        {
            Stride = isRaw ? AlignmentStep : AlignmentStep / 2,
            PeakLengths = isRaw ? PeakEmbedding.Raw : PeakEmbedding.Clean,
            Reach = drift == 0 ? 0 : Math.Min(MaxReach, (drift + AlignmentStep - 1) / AlignmentStep + 1),
            PeakReach = (drift + PeakEmbedding.Step - 1) / PeakEmbedding.Step,
        };
}
