using System.Buffers.Binary;

namespace RoverRaman.Heads.Tests;

/// <summary>Who may say what, and that nothing else is believed.</summary>
public class SignedEnvelopeTest
{
    static readonly HeadPackage Head = Samples.Head(2, 4);
    static readonly byte[] Signed = SignedEnvelope.Of(Head).SignedBy(Samples.Signer).ToBytes();

    [Fact]
    public void OpenHead_SignedByATrustedKey_GivesTheHead() =>
        Assert.Equal(Head.Hash(), SignedEnvelope.Read(Signed).OpenHead(Samples.Ring).Hash());

    [Fact]
    public void OpenHead_EverySingleBitFlipped_IsRefused()
    {
        var reasons = new HashSet<HeadRefusal>();
        for (int bit = 0; bit < 8 * Signed.Length; bit++)
        {
            byte[] damaged = [.. Signed];
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            _ = reasons.Add(Samples.Refused(() => SignedEnvelope.Read(damaged).OpenHead(Samples.Ring)));
        }
        Assert.Superset(new HashSet<HeadRefusal> { HeadRefusal.BadMagic, HeadRefusal.UnknownSchema, HeadRefusal.TooLarge, HeadRefusal.Truncated, HeadRefusal.UnknownKey, HeadRefusal.BadSignature }, reasons);
    }

    [Fact]
    public void Read_TruncatedAtEveryByte_IsTruncated()
    {
        for (int length = 0; length < Signed.Length; length++)
        {
            byte[] cut = Signed[..length];
            Assert.Equal(HeadRefusal.Truncated, Samples.Refused(() => SignedEnvelope.Read(cut)));
        }
    }

    [Fact]
    public void Read_ShortPackageWrittenOverALongOne_IsRefused()
    {
        // F Prime issue 2458: the tail of the longer file stayed, and nothing noticed.
        byte[] longer = SignedEnvelope.Of(Samples.Head(6, 4)).SignedBy(Samples.Signer).ToBytes();
        Signed.CopyTo(longer, 0);
        Assert.Equal(HeadRefusal.TrailingBytes, Samples.Refused(() => SignedEnvelope.Read(longer)));
    }

    static SignedEnvelope Whole => SignedEnvelope.Read(Signed);

    static KeyRing AfterRevocation(params SigningKey[] keys) => Samples.Ring.Revoke(new RevokeOrder(1, [.. keys.Select(key => key.Id).Order()]));

    static byte[] Header(byte kind, byte schema, uint length)
    {
        byte[] bytes = [0x8c, (byte)'R', kind, schema, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), length);
        return bytes;
    }

    static SignedEnvelope Revocation => SignedEnvelope.Of(new RevokeOrder(1, [Samples.Signer.Id]));

    public static TheoryData<HeadRefusal, string, Action> Attacks => new()
    {
        { HeadRefusal.BadMagic, "another kind of file", () => SignedEnvelope.Read(new byte[200]) },
        { HeadRefusal.Truncated, "nothing", () => SignedEnvelope.Read(ReadOnlyMemory<byte>.Empty) },
        { HeadRefusal.TrailingBytes, "endless data", () => SignedEnvelope.Read(new byte[][] { Signed, new byte[1 << 20] }.SelectMany(part => part).ToArray()) },
        { HeadRefusal.TooLarge, "a length of 4 GiB", () => SignedEnvelope.ReadHeader(Header(1, 1, uint.MaxValue)) },
        { HeadRefusal.TooLarge, "a head of 64 MiB and a byte", () => SignedEnvelope.ReadHeader(Header(1, 1, HeadPackage.MaxBytes + 1)) },
        { HeadRefusal.TooLarge, "a teach order of 57 bytes", () => SignedEnvelope.ReadHeader(Header(3, 1, 57)) },
        { HeadRefusal.TooLarge, "255 signatures", () => SignedEnvelope.Read((byte[])[.. Header(3, 1, 0).AsSpan(0, 8), 255]) },
        { HeadRefusal.UnknownSchema, "a later schema", () => SignedEnvelope.ReadHeader(Header(1, 2, 10)) },
        { HeadRefusal.WrongKind, "a later kind", () => SignedEnvelope.ReadHeader(Header(7, 1, 10)) },
        { HeadRefusal.WrongKind, "a head where an order is expected", () => Whole.OpenTeach(Samples.Ring) },
        { HeadRefusal.BadSignature, "a head passed off as a delta", () => (Whole with { Kind = PackageKind.Delta }).OpenDelta(Samples.Ring) },
        { HeadRefusal.NotSigned, "no signature", () => SignedEnvelope.Of(Head).OpenHead(Samples.Ring) },
        { HeadRefusal.UnknownKey, "a stranger's signature", () => SignedEnvelope.Of(Head).SignedBy(Samples.Other).OpenHead(Samples.Ring) },
        { HeadRefusal.UnknownKey, "a stranger's beside a good one", () => Whole.SignedBy(Samples.Other).OpenHead(Samples.Ring) },
        { HeadRefusal.UnknownKey, "an empty ring", () => Whole.OpenHead(KeyRing.Empty) },
        { HeadRefusal.RevokedKey, "a revoked key", () => Whole.OpenHead(AfterRevocation(Samples.Signer)) },
        { HeadRefusal.WrongRole, "a revoker's signature", () => SignedEnvelope.Of(Head).SignedBy(Samples.Alice).OpenHead(Samples.Ring) },
        { HeadRefusal.BadSignature, "another body", () => (Whole with { Body = Samples.Head(2, 4, seed: 9).ToBytes() }).OpenHead(Samples.Ring) },
        { HeadRefusal.BadSignature, "a signature of zeros", () => (Whole with { Signatures = [new(Samples.Signer.Id, new byte[64])] }).OpenHead(Samples.Ring) },
        { HeadRefusal.NotSigned, "a revocation by one", () => Revocation.SignedBy(Samples.Alice).OpenRevoke(Samples.Ring) },
        { HeadRefusal.NotSigned, "a revocation by one, twice", () => (Revocation.SignedBy(Samples.Alice) with { Signatures = [.. Revocation.SignedBy(Samples.Alice).Signatures, .. Revocation.SignedBy(Samples.Alice).Signatures] }).OpenRevoke(Samples.Ring) },
        { HeadRefusal.WrongRole, "a revocation by a signer", () => Revocation.SignedBy(Samples.Alice).SignedBy(Samples.Signer).OpenRevoke(Samples.Ring) },
        { HeadRefusal.RevokedKey, "a revocation by a revoked revoker", () => Revocation.SignedBy(Samples.Alice).SignedBy(Samples.Bob).OpenRevoke(AfterRevocation(Samples.Bob)) },
        { HeadRefusal.CounterNotHigher, "a revocation, replayed", () => AfterRevocation(Samples.Bob).Revoke(new RevokeOrder(1, [Samples.Alice.Id])) },
        { HeadRefusal.WrongRole, "an order to go down by a signer", () => SignedEnvelope.Of(new DowngradeOrder(9, Head.Hash())).SignedBy(Samples.Signer).OpenDowngrade(Samples.Ring) },
    };

    [Theory, MemberData(nameof(Attacks), DisableDiscoveryEnumeration = true)]
    public void Open_Attack_IsRefusedForItsOwnReason(HeadRefusal reason, string attack, Action action)
    {
        Assert.NotEmpty(attack);
        Assert.Equal(reason, Samples.Refused(action));
    }

    [Fact]
    public void OpenRevoke_TwoRevokers_TakesTheKeyOutAndTheSignersHeadsWithIt()
    {
        var order = SignedEnvelope.Read(Revocation.SignedBy(Samples.Alice).SignedBy(Samples.Bob).ToBytes()).OpenRevoke(Samples.Ring);
        var ring = Samples.Ring.Revoke(order);
        Assert.True(ring.IsRevoked(Samples.Signer.Id));
        Assert.Equal(HeadRefusal.RevokedKey, Samples.Refused(() => Whole.OpenHead(ring)));
        Assert.False(Samples.Ring.IsRevoked(Samples.Signer.Id));
    }

    [Fact]
    public void OpenDowngrade_RecoveryKey_NamesTheHead()
    {
        var order = new DowngradeOrder(9, Head.Hash());
        Assert.Equal(order, SignedEnvelope.Read(SignedEnvelope.Of(order).SignedBy(Samples.Recovery).ToBytes()).OpenDowngrade(Samples.Ring));
    }

    [Fact]
    public void SignedBy_TheSameKeyTwice_CarriesOneSignature() =>
        Assert.Single(SignedEnvelope.Of(Head).SignedBy(Samples.Signer).SignedBy(Samples.Signer).Signatures);

    [Fact]
    public void FromPem_WhatToPemWrote_IsTheSameRing()
    {
        var read = KeyRing.FromPem("A ring of a test.\n" + Samples.Ring.ToPem());
        Assert.Equal(Samples.Ring.Keys.Select(key => (key.Id, key.Name, key.Role)), read.Keys.Select(key => (key.Id, key.Name, key.Role)));
        Assert.Equal(Samples.Signer.Id, SigningKey.FromPem(Samples.Signer.ToPem()).Id);
    }

    public static TheoryData<string, string> BadRings => new()
    {
        { "", "found none" },
        { "Name: x\n" + Samples.Signer.Trusted("x", KeyRole.Signer).Name, "found none" },
        { Samples.Ring.ToPem().Replace("Role: signer\n", "", StringComparison.Ordinal), "before the public key of 'ops'" },
        { Samples.Ring.ToPem().Replace("signer", "king", StringComparison.Ordinal), "found 'king'" },
        { "Role: signer\n" + Samples.Signer.ToPem(), "must hold public keys only" },
        { Samples.Ring.ToPem() + Samples.Ring.ToPem(), "Expected every key once" },
        { "Role: signer\n-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "ECDSA P-256" },
        { "Role: signer\n" + System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384).ExportSubjectPublicKeyInfoPem(), "on another curve" },
    };

    [Theory, MemberData(nameof(BadRings), DisableDiscoveryEnumeration = true)]
    public void FromPem_BadRing_SaysWhatIsWrong(string pem, string fault) =>
        Assert.Contains(fault, Assert.Throws<HeadFormatException>(() => KeyRing.FromPem(pem)).Message, StringComparison.Ordinal);

    [Fact]
    public void Enums_TheirNumbers_MayOnlyGrow()
    {
        Assert.Equal("Signer=1 Revoker=2 Recovery=3", Numbers<KeyRole>());
        Assert.Equal("Head=1 Delta=2 Teach=3 Revoke=4 Downgrade=5 Policy=6", Numbers<PackageKind>());
        Assert.Equal("Add=1 Replace=2 Retire=3", Numbers<DeltaChange>());
        Assert.Equal(
            "None=0 BadMagic=1 Truncated=2 TrailingBytes=3 TooLarge=4 UnknownSchema=5 Malformed=6 BadHash=7 NotSigned=8 UnknownKey=9 RevokedKey=10 WrongRole=11 " +
            "BadSignature=12 WrongKind=13 WrongBackbone=14 WrongFeatureSize=15 WrongPreprocessing=16 WrongGrid=17 InstrumentRange=18 CounterNotHigher=19 WrongBase=20 " +
            "WrongTarget=21 NotFinite=22 OutOfBounds=23 TooManyClasses=24 DuplicateClass=25 MissingClass=26 BadName=27 GoldenCheckFailed=28 ResidentCheckFailed=29 " +
            "UnknownSpectrum=30 UnknownHead=31 StorageFailed=32 CounterTooHigh=33 ClassRetired=34", Numbers<HeadRefusal>());
    }

    static string Numbers<T>() where T : struct, Enum => string.Join(' ', Enum.GetValues<T>().Select(value => $"{value}={value:D}"));
}
