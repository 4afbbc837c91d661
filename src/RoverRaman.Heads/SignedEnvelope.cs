using System.Buffers.Binary;

namespace RoverRaman.Heads;

/// <summary>
/// What goes up to a robot: a head, a delta or an order, with the signatures of those who answer for it.
/// 8c 'R' | kind | schema 1 | u32 length | body | number of signatures | signatures (u32 key id, 64 bytes). Little-endian. Signed are all
/// bytes before the number of signatures, so the kind too: an order never passes for a head, and signatures can be added one by one.
/// </summary>
/// <param name="Kind">What the body is.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Signatures">At most <see cref="MaxSignatures"/>.</param>
public sealed record SignedEnvelope(PackageKind Kind, ReadOnlyMemory<byte> Body, IReadOnlyList<KeySignature> Signatures)
{
    /// <summary>Most signatures of one envelope.</summary>
    public const int MaxSignatures = 8;

    /// <summary>Bytes before the body.</summary>
    public const int HeaderSize = 8;

    /// <summary>Bytes that one signature adds.</summary>
    public const int SignatureSize = sizeof(uint) + KeySignature.Size;

    /// <summary>Largest policy, bytes: with four signatures it fits a command over the link.</summary>
    public const int MaxPolicyBytes = 16_000;

    const byte Magic0 = 0x8c, Magic1 = (byte)'R', Schema = 1;

    /// <summary>Largest body of a kind, bytes: known before anything is stored, so that an upload without end is refused at its start.</summary>
    public static int MaxBodyBytes(PackageKind kind) => kind switch
    {
        PackageKind.Head => HeadPackage.MaxBytes,
        PackageKind.Delta => HeadDelta.MaxBytes,
        PackageKind.Teach => TeachOrder.MaxSignedBytes - HeaderSize,
        PackageKind.Revoke or PackageKind.Downgrade => 512,
        PackageKind.Policy => MaxPolicyBytes,
        _ => 0,
    };

    /// <summary>True where the bytes begin as an envelope does, rather than as a bare head package.</summary>
    public static bool Starts(ReadOnlySpan<byte> bytes) => bytes.Length > 1 && bytes[0] == Magic0 && bytes[1] == Magic1 && (bytes.Length < 3 || bytes[2] != 'R');

    /// <summary>Reads an envelope. Its signatures are not checked: use the Open methods before believing a word of it.</summary>
    /// <exception cref="HeadFormatException">BadMagic, Truncated, TrailingBytes, UnknownSchema, WrongKind or TooLarge.</exception>
    public static SignedEnvelope Read(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        var (kind, length) = ReadHeader(span);
        int end = HeaderSize + length;
        if (span.Length <= end)
            throw new HeadFormatException(HeadRefusal.Truncated, $"Expected {end + 1} bytes or more in this {kind}, found {span.Length}: it is cut; send it again.");
        int count = span[end];
        if (count > MaxSignatures)
            throw new HeadFormatException(HeadRefusal.TooLarge, $"Expected at most {MaxSignatures} signatures, found {count} at byte {end}.");
        int whole = end + 1 + count * SignatureSize;
        if (span.Length != whole)
            throw new HeadFormatException(
                span.Length < whole ? HeadRefusal.Truncated : HeadRefusal.TrailingBytes,
                $"Expected {whole} bytes in this {kind} with {count} signatures, found {span.Length}: it is cut, or has bytes of another after it; send it again.");
        var signatures = new KeySignature[count];
        for (int i = 0, at = end + 1; i < count; i++, at += SignatureSize)
            signatures[i] = new(BinaryPrimitives.ReadUInt32LittleEndian(span[at..]), span.Slice(at + sizeof(uint), KeySignature.Size).ToArray());
        return new(kind, bytes.Slice(HeaderSize, length), signatures);
    }

    /// <summary>Kind and body length of the first <see cref="HeaderSize"/> bytes: what an upload may be refused by before the rest is here.</summary>
    /// <exception cref="HeadFormatException">BadMagic, Truncated, UnknownSchema, WrongKind or TooLarge.</exception>
    public static (PackageKind Kind, int BodyLength) ReadHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize)
            throw new HeadFormatException(HeadRefusal.Truncated, $"Expected an envelope of at least {HeaderSize + 1} bytes, found {bytes.Length}: it is empty or cut; send it again.");
        if (bytes[0] != Magic0 || bytes[1] != Magic1)
            throw new HeadFormatException(HeadRefusal.BadMagic, $"Expected a signed envelope, which begins with 8c52, found {bytes[0]:x2}{bytes[1]:x2}: this is another kind of file, or it is damaged.");
        var kind = (PackageKind)bytes[2];
        if (MaxBodyBytes(kind) == 0)
            throw new HeadFormatException(HeadRefusal.WrongKind, $"Expected a kind of 1..{(int)PackageKind.Policy} at byte 2, found {bytes[2]}: use a newer version, or send it again.");
        if (bytes[3] != Schema)
            throw new HeadFormatException(HeadRefusal.UnknownSchema, $"Expected schema {Schema} at byte 3, found {bytes[3]}: use a newer version, or send it again.");
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        return length <= MaxBodyBytes(kind)
            ? (kind, (int)length)
            : throw new HeadFormatException(HeadRefusal.TooLarge, $"Expected a {kind} of at most {MaxBodyBytes(kind)} bytes, found a length of {length} at byte 4.");
    }

    /// <summary>The envelope as bytes.</summary>
    public byte[] ToBytes()
    {
        byte[] signed = SignedBytes();
        byte[] bytes = new byte[signed.Length + 1 + Signatures.Count * SignatureSize];
        signed.CopyTo(bytes, 0);
        bytes[signed.Length] = (byte)Signatures.Count;
        for (int i = 0, at = signed.Length + 1; i < Signatures.Count; i++, at += SignatureSize)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), Signatures[i].KeyId);
            Signatures[i].Value.CopyTo(bytes, at + sizeof(uint));
        }
        return bytes;
    }

    /// <summary>What is signed: header and body.</summary>
    public byte[] SignedBytes()
    {
        if (Body.Length > MaxBodyBytes(Kind))
            throw new HeadFormatException(HeadRefusal.TooLarge, $"Expected a {Kind} of at most {MaxBodyBytes(Kind)} bytes, found {Body.Length}.");
        byte[] bytes = new byte[HeaderSize + Body.Length];
        (bytes[0], bytes[1], bytes[2], bytes[3]) = (Magic0, Magic1, (byte)Kind, Schema);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), Body.Length);
        Body.CopyTo(bytes.AsMemory(HeaderSize));
        return bytes;
    }

    /// <summary>The envelope with one more signature; one by the same key is replaced.</summary>
    public SignedEnvelope SignedBy(SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        KeySignature[] signatures = [.. Signatures.Where(signature => signature.KeyId != key.Id), key.Sign(SignedBytes())];
        return signatures.Length <= MaxSignatures
            ? this with { Signatures = signatures }
            : throw new HeadFormatException(HeadRefusal.TooLarge, $"Expected at most {MaxSignatures} signatures, found one more.");
    }

    /// <summary>An unsigned envelope of a head.</summary>
    public static SignedEnvelope Of(HeadPackage head) => new(PackageKind.Head, head.ToBytes(), []);

    /// <summary>An unsigned envelope of a delta.</summary>
    public static SignedEnvelope Of(HeadDelta delta) => new(PackageKind.Delta, delta.ToBytes(), []);

    /// <summary>An unsigned envelope of a teach order.</summary>
    public static SignedEnvelope Of(TeachOrder order) => new(PackageKind.Teach, order.ToBytes(), []);

    /// <summary>An unsigned envelope of a revocation.</summary>
    public static SignedEnvelope Of(RevokeOrder order) => new(PackageKind.Revoke, order.ToBytes(), []);

    /// <summary>An unsigned envelope of an order to go down.</summary>
    public static SignedEnvelope Of(DowngradeOrder order) => new(PackageKind.Downgrade, order.ToBytes(), []);

    /// <summary>An unsigned envelope of a triage policy.</summary>
    /// <param name="policy">Its JSON.</param>
    public static SignedEnvelope OfPolicy(ReadOnlyMemory<byte> policy) => new(PackageKind.Policy, policy, []);

    /// <summary>Refuses unless the keys that this kind needs have signed.</summary>
    /// <exception cref="HeadFormatException">NotSigned, UnknownKey, RevokedKey, WrongRole or BadSignature.</exception>
    public void Verify(KeyRing ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        var (role, needed) = Kind switch
        {
            PackageKind.Revoke => (KeyRole.Revoker, KeyRing.RevokersNeeded),
            PackageKind.Downgrade => (KeyRole.Recovery, 1),
            _ => (KeyRole.Signer, 1),
        };
        ring.Verify(SignedBytes(), Signatures, role, needed);
    }

    /// <summary>The head, after its signatures were checked.</summary>
    /// <exception cref="HeadFormatException">It is refused; the reason says why.</exception>
    public HeadPackage OpenHead(KeyRing ring) => HeadPackage.Read(Opened(PackageKind.Head, ring));

    /// <summary>The delta, after its signatures were checked.</summary>
    /// <exception cref="HeadFormatException">It is refused; the reason says why.</exception>
    public HeadDelta OpenDelta(KeyRing ring) => HeadDelta.Read(Opened(PackageKind.Delta, ring));

    /// <summary>The teach order, after its signatures were checked.</summary>
    /// <exception cref="HeadFormatException">It is refused; the reason says why.</exception>
    public TeachOrder OpenTeach(KeyRing ring) => TeachOrder.Read(Opened(PackageKind.Teach, ring));

    /// <summary>The revocation, after its signatures were checked.</summary>
    /// <exception cref="HeadFormatException">It is refused; the reason says why.</exception>
    public RevokeOrder OpenRevoke(KeyRing ring) => RevokeOrder.Read(Opened(PackageKind.Revoke, ring));

    /// <summary>The order to go down, after its signatures were checked.</summary>
    /// <exception cref="HeadFormatException">It is refused; the reason says why.</exception>
    public DowngradeOrder OpenDowngrade(KeyRing ring) => DowngradeOrder.Read(Opened(PackageKind.Downgrade, ring));

    /// <summary>The triage policy's JSON, after its signatures were checked.</summary>
    /// <exception cref="HeadFormatException">It is refused; the reason says why.</exception>
    public ReadOnlyMemory<byte> OpenPolicy(KeyRing ring) => Opened(PackageKind.Policy, ring);

    /// <summary>The body of an envelope of that kind; its signatures are not checked.</summary>
    /// <exception cref="HeadFormatException">WrongKind.</exception>
    public ReadOnlyMemory<byte> BodyOf(PackageKind kind) => Kind == kind
        ? Body
        : throw new HeadFormatException(HeadRefusal.WrongKind, $"Expected a {kind}, found a {Kind}. Send it to where a {Kind} is expected.");

    ReadOnlyMemory<byte> Opened(PackageKind kind, KeyRing ring)
    {
        var body = BodyOf(kind);
        Verify(ring);
        return body;
    }
}
