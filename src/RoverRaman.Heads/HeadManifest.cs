using RoverRaman.Wire;

namespace RoverRaman.Heads;

/// <summary>What a head says of itself: enough to decide whether it fits a backbone before a weight is read.</summary>
public sealed record HeadManifest
{
    /// <summary>Version counter: only goes up. Carried by every decision.</summary>
    public required uint HeadVersion { get; init; }

    /// <summary>SHA-256 (hex, lower case) of the backbone.onnx that the head was trained on.</summary>
    public required string BackboneSha256 { get; init; }

    /// <summary>Length of one feature vector, D.</summary>
    public required int FeatureSize { get; init; }

    /// <summary>Name and version of the preprocessing (PreprocessingId.ToString()).</summary>
    public required string Preprocessing { get; init; }

    /// <summary>Classes in row order. Ids are stable: never renumbered, never reused.</summary>
    public required IReadOnlyList<ClassName> Classes { get; init; }

    /// <summary>Divides the logits before softmax; 1 where not calibrated.</summary>
    public float Temperature { get; init; } = 1;
}
