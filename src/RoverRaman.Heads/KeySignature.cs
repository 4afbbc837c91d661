namespace RoverRaman.Heads;

/// <summary>A signature and the key that made it.</summary>
/// <param name="KeyId">First four bytes, big-endian, of the SHA-256 of the public key (SubjectPublicKeyInfo).</param>
/// <param name="Value">64 bytes: r, then s (IEEE P1363) of ECDSA P-256 with SHA-256.</param>
public sealed record KeySignature(uint KeyId, byte[] Value)
{
    /// <summary>Length of a signature, bytes.</summary>
    public const int Size = 64;
}
