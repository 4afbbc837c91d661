using RoverRaman.Heads;

namespace RoverRaman.Onboard;

/// <summary>Opens triage policies that come from outside. Where keys are configured only a policy that a signer has signed passes; without keys its signatures are not looked at.</summary>
/// <param name="keys">The keys that count, or null.</param>
/// <param name="isRevoked">Tells of keys that were revoked since; null for none.</param>
public sealed class PolicyGate(KeyRing? keys, Func<uint, bool>? isRevoked = null)
{
    /// <summary>The policy in the bytes: JSON, or a signed envelope of it.</summary>
    /// <exception cref="HeadFormatException">It is refused; the reason says why.</exception>
    /// <exception cref="TriagePolicyException">Its JSON is no policy.</exception>
    public TriagePolicy Open(ReadOnlyMemory<byte> bytes)
    {
        if (!SignedEnvelope.Starts(bytes.Span))
            return keys is null
                ? TriagePolicyJson.Parse(bytes)
                : throw new HeadFormatException(HeadRefusal.NotSigned, "Expected a policy signed by a trusted key, found one without a signature. Sign it with 'roverraman downlink policy sign'.");
        var envelope = SignedEnvelope.Read(bytes);
        if (keys is null)
            return TriagePolicyJson.Parse(envelope.BodyOf(PackageKind.Policy));
        foreach (var signature in envelope.Signatures)
            if (isRevoked?.Invoke(signature.KeyId) == true)
                throw new HeadFormatException(HeadRefusal.RevokedKey, $"Expected a key that is still trusted, found {signature.KeyId:x8}, which was revoked. Sign with another key.");
        return TriagePolicyJson.Parse(envelope.OpenPolicy(keys));
    }
}
