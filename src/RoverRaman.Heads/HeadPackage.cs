namespace RoverRaman.Heads;

/// <summary>A softmax head: manifest and weights, as stored in a .rrhead file.</summary>
/// <param name="Manifest">What the head is.</param>
/// <param name="Weights">Row-major [classes, FeatureSize].</param>
/// <param name="Biases">[classes].</param>
public sealed record HeadPackage(HeadManifest Manifest, float[] Weights, float[] Biases)
{
    /// <summary>Most classes a package may hold.</summary>
    public const int MaxClasses = 8192;

    /// <summary>Reads a package; every length is checked before anything is allocated for it.</summary>
    /// <exception cref="HeadFormatException">Not a head package, or one that contradicts itself.</exception>
    public static HeadPackage Read(ReadOnlyMemory<byte> bytes) => throw new NotImplementedException();

    /// <summary>The package as bytes: MessagePack manifest, then weights, then a SHA-256 of all before it. Same head, same bytes.</summary>
    public byte[] ToBytes() => throw new NotImplementedException();
}
