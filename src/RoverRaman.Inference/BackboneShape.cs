using System.Buffers.Binary;
using RoverRaman.Heads;

namespace RoverRaman.Inference;

/// <summary>What a head must know of the network before it.</summary>
/// <param name="Sha256">SHA-256 of backbone.onnx, hex, lower case.</param>
/// <param name="Preprocessing">Name and version of the preprocessing.</param>
/// <param name="Features">How one spectrum's features lie.</param>
/// <param name="AlignmentStep">Distance of two alignments of the first group, cm-1; NaN where the network does not say.</param>
public sealed record BackboneShape(string Sha256, string Preprocessing, FeatureLayout Features, float AlignmentStep = float.NaN)
{
    /// <summary>A network whose features are one group.</summary>
    /// <param name="sha256">SHA-256 of backbone.onnx, hex, lower case.</param>
    /// <param name="preprocessing">Name and version of the preprocessing.</param>
    /// <param name="featureSize">Length D of one embedding.</param>
    /// <param name="alignments">Number O of alignments.</param>
    public BackboneShape(string sha256, string preprocessing, int featureSize, int alignments = 1)
        : this(sha256, preprocessing, new FeatureLayout((alignments, featureSize))) { }

    /// <summary>First four bytes of <see cref="Sha256"/>, big-endian: what decisions carry.</summary>
    public uint Id { get; } = BinaryPrimitives.ReadUInt32BigEndian(Convert.FromHexString(Sha256.AsSpan(0, 8)));

    /// <summary>Values of one spectrum's features.</summary>
    public int FeatureCount => Features.Count;
}
