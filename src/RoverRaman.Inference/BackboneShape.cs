using System.Buffers.Binary;

namespace RoverRaman.Inference;

/// <summary>What a head must know of the network before it.</summary>
/// <param name="Sha256">SHA-256 of backbone.onnx, hex, lower case.</param>
/// <param name="Preprocessing">Name and version of the preprocessing.</param>
/// <param name="FeatureSize">Length D of one feature vector.</param>
/// <param name="Alignments">Number O of alignments in the features.</param>
/// <param name="AlignmentStep">Distance of two alignments, cm-1; NaN where the network does not say.</param>
public sealed record BackboneShape(string Sha256, string Preprocessing, int FeatureSize, int Alignments = 1, float AlignmentStep = float.NaN)
{
    /// <summary>First four bytes of <see cref="Sha256"/>, big-endian: what decisions carry.</summary>
    public uint Id { get; } = BinaryPrimitives.ReadUInt32BigEndian(Convert.FromHexString(Sha256.AsSpan(0, 8)));

    /// <summary>Values of one spectrum's features, O * D.</summary>
    public int FeatureCount => Alignments * FeatureSize;
}
