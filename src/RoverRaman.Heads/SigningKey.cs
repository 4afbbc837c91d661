using System.Security.Cryptography;

namespace RoverRaman.Heads;

/// <summary>A private key (ECDSA P-256). Stays on the ground.</summary>
public sealed class SigningKey : IDisposable
{
    readonly ECDsa _key;

    SigningKey(ECDsa key) => (_key, PublicKey) = (key, key.ExportSubjectPublicKeyInfo());

    /// <summary>A new key.</summary>
    public static SigningKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a private key in PEM (PKCS 8 or SEC 1, not encrypted).</summary>
    /// <exception cref="HeadFormatException">No such key in the text.</exception>
    public static SigningKey FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (key.ExportParameters(true) is { Curve.Oid.Value: KeyRing.P256Oid })
                return new SigningKey(key);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new HeadFormatException($"Expected a private key for ECDSA P-256 in PEM, but: {e.Message} Make one with 'roverraman head keygen'.", e);
        }
        key.Dispose();
        throw new HeadFormatException("Expected a private key for ECDSA P-256 in PEM, found one on another curve. Make one with 'roverraman head keygen'.");
    }

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Id of the key, as in signatures.</summary>
    public uint Id => TrustedKey.IdOf(PublicKey);

    /// <summary>The private key as PEM (PKCS 8). Keep it where only its holder can read it.</summary>
    public string ToPem() => _key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>The public half, as a device is to trust it.</summary>
    public TrustedKey Trusted(string name, KeyRole role) => new(name, role, PublicKey);

    /// <summary>Signs <paramref name="bytes"/>.</summary>
    public KeySignature Sign(ReadOnlySpan<byte> bytes) =>
        new(Id, _key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
