using System.Security.Cryptography;

namespace RoverRaman.Heads;

/// <summary>A softmax head: manifest and weights, as stored in a .rrhead file (layout in this folder's README).</summary>
/// <param name="Manifest">What the head is.</param>
/// <param name="Weights">Row-major [classes, FeatureSize].</param>
/// <param name="Biases">[classes].</param>
public sealed record HeadPackage(HeadManifest Manifest, float[] Weights, float[] Biases)
{
    /// <summary>Most classes a package may hold.</summary>
    public const int MaxClasses = 8192;

    /// <summary>Largest feature vector.</summary>
    public const int MaxFeatureSize = 65_536;

    /// <summary>Longest class name, bytes of UTF-8.</summary>
    public const int MaxNameBytes = Wire.ClassName.MaxNameBytes;

    /// <summary>Most golden checks in a package.</summary>
    public const int MaxGoldenChecks = 64;

    /// <summary>Largest file that is read or written: nobody can make a reader store more.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>Reads a package; every length is checked before anything is allocated for it.</summary>
    /// <exception cref="HeadFormatException">Not a head package, or one that contradicts itself.</exception>
    public static HeadPackage Read(ReadOnlyMemory<byte> bytes) => HeadPackageFormat.Read(bytes);

    /// <summary>The package as bytes: MessagePack manifest, then weights, then a SHA-256 of all before it. Same head, same bytes.</summary>
    /// <exception cref="HeadFormatException">The head contradicts itself: nobody could read these bytes.</exception>
    public byte[] ToBytes() => HeadPackageFormat.Write(this);

    /// <summary>The same head stored in another encoding, with its weights rounded to what that encoding holds.</summary>
    /// <exception cref="HeadFormatException">A weight is too large for the encoding.</exception>
    public HeadPackage WithEncoding(HeadWeightEncoding encoding) =>
        Read((this with { Manifest = Manifest with { WeightEncoding = encoding } }).ToBytes());

    /// <summary>SHA-256 of <see cref="ToBytes"/>, hex in lower case: the head's name for deltas, orders and logs.</summary>
    public string Hash() => Sha256(ToBytes());

    /// <summary>SHA-256 of a whole file, hex in lower case: how model.json names a head.</summary>
    public static string Sha256(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA256.HashData(file));
}
