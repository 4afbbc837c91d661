using System.Security.Cryptography;
using System.Text;

namespace RoverRaman.Heads;

/// <summary>The keys that a device trusts, with the ones revoked. Immutable: a revocation gives another ring.</summary>
public sealed class KeyRing
{
    /// <summary>How many revokers must sign a revocation.</summary>
    public const int RevokersNeeded = 2;

    /// <summary>Most keys in a ring.</summary>
    public const int MaxKeys = 64;

    internal const string P256Oid = "1.2.840.10045.3.1.7";
    const string PublicKeyLabel = "PUBLIC KEY";

    readonly Dictionary<uint, TrustedKey> _keys = [];
    readonly HashSet<uint> _revoked;

    /// <summary>A ring of <paramref name="keys"/>, none revoked.</summary>
    /// <exception cref="HeadFormatException">Two keys share an id, or one is no P-256 key.</exception>
    public KeyRing(IEnumerable<TrustedKey> keys) : this(keys, [], 0)
    {
    }

    KeyRing(IEnumerable<TrustedKey> keys, HashSet<uint> revoked, uint counter)
    {
        foreach (var key in keys)
        {
            CheckCurve(key);
            if (!_keys.TryAdd(key.Id, key))
                throw new HeadFormatException($"Expected every key once, found id {key.Id:x8} again ('{key.Name}'). Remove one of the two.");
        }
        if (_keys.Count > MaxKeys)
            throw new HeadFormatException(HeadRefusal.TooLarge, $"Expected at most {MaxKeys} keys, found {_keys.Count}. Remove those not in use.");
        (_revoked, RevocationCounter) = (revoked, counter);
    }

    /// <summary>Trusts nobody: every signed package is refused.</summary>
    public static KeyRing Empty { get; } = new([]);

    /// <summary>The keys, revoked ones too, by id.</summary>
    public IReadOnlyCollection<TrustedKey> Keys => _keys.Values;

    /// <summary>Counter of the last revocation taken in; 0 before the first.</summary>
    public uint RevocationCounter { get; }

    /// <summary>True where the key was revoked.</summary>
    public bool IsRevoked(uint keyId) => _revoked.Contains(keyId);

    /// <summary>The key of that id, or null.</summary>
    public TrustedKey? Find(uint keyId) => _keys.GetValueOrDefault(keyId);

    /// <summary>The ring after a revocation whose signatures were checked (<see cref="SignedEnvelope.OpenRevoke"/>).</summary>
    /// <exception cref="HeadFormatException">Its counter is not higher than the last one's.</exception>
    public KeyRing Revoke(RevokeOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Counter <= RevocationCounter)
            throw new HeadFormatException(HeadRefusal.CounterNotHigher, $"Expected a revocation with a counter above {RevocationCounter}, found {order.Counter}: it was taken in before, or it is an old one.");
        return new KeyRing(_keys.Values, [.. _revoked, .. order.KeyIds], order.Counter);
    }

    /// <summary>Refuses unless <paramref name="needed"/> different keys of <paramref name="role"/> signed, and every signature is good.</summary>
    /// <exception cref="HeadFormatException">NotSigned, UnknownKey, RevokedKey, WrongRole or BadSignature.</exception>
    public void Verify(ReadOnlySpan<byte> signed, IReadOnlyList<KeySignature> signatures, KeyRole role, int needed = 1)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        var signers = new HashSet<uint>();
        foreach (var signature in signatures)
        {
            var key = Find(signature.KeyId)
                ?? throw new HeadFormatException(HeadRefusal.UnknownKey, $"Expected a signature by one of {_keys.Count} trusted keys, found key {signature.KeyId:x8}. Sign with a trusted key, or add this one to the ring.");
            if (IsRevoked(key.Id))
                throw new HeadFormatException(HeadRefusal.RevokedKey, $"Expected a key that is still trusted, found {key.Id:x8} ('{key.Name}'), which was revoked. Sign with another key.");
            if (key.Role != role)
                throw new HeadFormatException(HeadRefusal.WrongRole, $"Expected a key of role {role}, found {key.Id:x8} ('{key.Name}') of role {key.Role}. Sign with a key of that role.");
            if (!key.Verifies(signed, signature.Value))
                throw new HeadFormatException(HeadRefusal.BadSignature, $"Expected a signature by {key.Id:x8} ('{key.Name}') of these bytes, found one of others: the package was changed after signing, or damaged. Send it again.");
            _ = signers.Add(key.Id);
        }
        if (signers.Count < needed)
            throw new HeadFormatException(HeadRefusal.NotSigned, $"Expected signatures by {needed} different keys of role {role}, found {signers.Count}. Add the missing signature with 'roverraman head sign'.");
    }

    /// <summary>Reads public keys in PEM; before each block stand the lines "Name: ..." and "Role: signer|revoker|recovery".</summary>
    /// <exception cref="HeadFormatException">A block without role, of another kind, or of another curve.</exception>
    public static KeyRing FromPem(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        var keys = new List<TrustedKey>();
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            if (!rest[fields.Label].SequenceEqual(PublicKeyLabel))
                throw new HeadFormatException($"Expected blocks labelled {PublicKeyLabel} in the ring, found {rest[fields.Label]}. A device must hold public keys only.");
            var (name, role) = Heading(rest[..fields.Location.Start], keys.Count);
            keys.Add(new TrustedKey(name, role, Convert.FromBase64String(rest[fields.Base64Data].ToString())));
            rest = rest[fields.Location.End..];
        }
        return keys.Count > 0 ? new KeyRing(keys) : throw new HeadFormatException("Expected at least one public key in PEM, found none. Make one with 'roverraman head keygen'.");
    }

    /// <summary>The keys as PEM, as <see cref="FromPem"/> reads them; revocations are not part of it.</summary>
    public string ToPem()
    {
        var text = new StringBuilder();
        foreach (var key in _keys.Values)
            text.Append("Name: ").Append(key.Name).Append("\nRole: ").Append(Text(key.Role)).Append("\nId: ").Append(key.Id.ToString("x8"))
                .Append('\n').Append(PemEncoding.Write(PublicKeyLabel, key.PublicKey)).Append('\n');
        return text.ToString();
    }

    static (string Name, KeyRole Role) Heading(ReadOnlySpan<char> text, int index)
    {
        string name = $"key {index}";
        KeyRole? role = null;
        foreach (var line in text.EnumerateLines())
            if (line.StartsWith("Name: ", StringComparison.Ordinal))
                name = line[6..].Trim().ToString();
            else if (line.StartsWith("Role: ", StringComparison.Ordinal))
                role = Role(line[6..].Trim());
        return (name, role ?? throw new HeadFormatException($"Expected a line 'Role: signer', 'Role: revoker' or 'Role: recovery' before the public key of '{name}', found none. Add it."));
    }

    static KeyRole Role(ReadOnlySpan<char> text) => text switch
    {
        "signer" => KeyRole.Signer,
        "revoker" => KeyRole.Revoker,
        "recovery" => KeyRole.Recovery,
        _ => throw new HeadFormatException($"Expected the role signer, revoker or recovery, found '{text}'. Correct the ring."),
    };

    static string Text(KeyRole role) => role switch
    {
        KeyRole.Signer => "signer",
        KeyRole.Revoker => "revoker",
        _ => "recovery",
    };

    static void CheckCurve(TrustedKey trusted)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(trusted.PublicKey, out _);
            if (key.ExportParameters(false).Curve.Oid.Value == P256Oid)
                return;
        }
        catch (CryptographicException e)
        {
            throw new HeadFormatException($"Expected a public key for ECDSA P-256 of '{trusted.Name}', but: {e.Message} Make one with 'roverraman head keygen'.", e);
        }
        throw new HeadFormatException($"Expected a public key for ECDSA P-256 of '{trusted.Name}', found one on another curve. Make one with 'roverraman head keygen'.");
    }
}
