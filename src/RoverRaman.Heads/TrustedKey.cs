using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RoverRaman.Heads;

/// <summary>A public key (ECDSA P-256) that a device trusts for one role.</summary>
/// <param name="Name">For people, such as the team or person who holds it.</param>
/// <param name="Role">What it may sign.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, DER.</param>
public sealed record TrustedKey(string Name, KeyRole Role, byte[] PublicKey)
{
    /// <summary>First four bytes, big-endian, of the SHA-256 of <see cref="PublicKey"/>.</summary>
    public uint Id { get; } = IdOf(PublicKey);

    /// <summary>Id of a public key.</summary>
    public static uint IdOf(ReadOnlySpan<byte> publicKey)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(publicKey, hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash);
    }

    internal bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(PublicKey, out _);
        return key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
