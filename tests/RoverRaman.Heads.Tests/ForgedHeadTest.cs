using System.Buffers.Binary;
using System.Security.Cryptography;
using MessagePack;

namespace RoverRaman.Heads.Tests;

/// <summary>Packages whose checksums are right and whose content is not: what an attacker or a newer writer would make.</summary>
public class ForgedHeadTest
{
    static readonly byte[] Whole = HeadPackageTest.Small.ToBytes();
    static readonly int ManifestLength = BinaryPrimitives.ReadInt32LittleEndian(Whole.AsSpan(8));
    static readonly byte[] Manifest = Whole[12..(12 + ManifestLength)];
    static readonly byte[] Payload = Whole[(12 + ManifestLength)..^32];

    static byte[] Forge(byte[] manifest, byte[] payload, int? length = null)
    {
        byte[] body = [.. Whole[..8], .. new byte[4], .. manifest, .. payload];
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(8), length ?? manifest.Length);
        return [.. body, .. SHA256.HashData(body)];
    }

    static string Fault(byte[] file) => Assert.Throws<HeadFormatException>(() => HeadPackage.Read(file)).Message;

    // Replaces the value of a key of the manifest.
    static byte[] Replace(HeadManifestKey key, params byte[] value)
    {
        var reader = new MessagePackReader(Manifest);
        _ = reader.ReadMapHeader();
        while (reader.ReadByte() != (byte)key)
            reader.Skip();
        int start = (int)reader.Consumed;
        reader.Skip();
        return [.. Manifest[..start], .. value, .. Manifest[(int)reader.Consumed..]];
    }

    [Fact]
    public void Forge_Unchanged_IsTheFileItself() => Assert.Equal(Whole, Forge(Manifest, Payload));

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(1000)]
    public void Read_ManifestLengthThatLies_IsNamed(int length) => Assert.Contains("Expected a manifest of at most", Fault(Forge(Manifest, Payload, length)), StringComparison.Ordinal);

    [Fact]
    public void Read_HugeFeatureSize_IsRefusedBeforeAllocation()
    {
        byte[] file = Forge(Replace(HeadManifestKey.FeatureSize, 0xce, 0, 1, 0, 0), Payload);
        _ = Fault(file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("Expected 786444 bytes of weights", Fault(file), StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 60_000);
    }

    [Theory]
    [InlineData(HeadManifestKey.Schema, "04", "'Schema'")]
    [InlineData(HeadManifestKey.FeatureSize, "00", "1..65536")]
    [InlineData(HeadManifestKey.FeatureSize, "ce7fffffff", "1..65536")]
    [InlineData(HeadManifestKey.FeatureSize, "03", "Expected 48 bytes of weights")]
    [InlineData(HeadManifestKey.BackboneSha256, "c400", "32 bytes")]
    [InlineData(HeadManifestKey.Classes, "ddffffffff", "the end of the bytes")]
    [InlineData(HeadManifestKey.Classes, "90", "1..8192 pairs")]
    [InlineData(HeadManifestKey.Classes, "9101", "1..8192 pairs")]
    [InlineData(HeadManifestKey.Classes, "9600a1610aa16200a163", "id 0 again")]
    [InlineData(HeadManifestKey.Temperature, "ca7fc00000", "a finite float")]
    [InlineData(HeadManifestKey.Temperature, "cabf800000", "above 0")]
    [InlineData(HeadManifestKey.WeightEncoding, "01", "'WeightEncoding'")]
    [InlineData(HeadManifestKey.PayloadSha256, "c4200000000000000000000000000000000000000000000000000000000000000000", "of different heads")]
    public void Read_WrongValueOfAKey_IsNamed(HeadManifestKey key, string value, string fault) =>
        Assert.Contains(fault, Fault(Forge(Replace(key, Convert.FromHexString(value)), Payload)), StringComparison.Ordinal);

    [Fact]
    public void Read_WeightThatIsNotFinite_IsNamed()
    {
        byte[] payload = [.. Payload];
        BinaryPrimitives.WriteSingleLittleEndian(payload.AsSpan(8), float.NaN);
        byte[] hash = SHA256.HashData(payload);
        Assert.Contains("finite weights, found NaN at index 2", Fault(Forge(Replace(HeadManifestKey.PayloadSha256, [0xc4, 32, .. hash]), payload)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_KeyThatMayBeSkipped_IsSkipped()
    {
        byte[] grown = [(byte)(Manifest[0] + 1), .. Manifest[1..], 64, 0x91, 0xa1, 0x78];
        Assert.Equal(3u, HeadPackage.Read(Forge(grown, Payload)).Manifest.HeadVersion);
    }

    [Fact]
    public void Read_KeyThatMayNotBeSkipped_AsksForANewerVersion()
    {
        byte[] grown = [(byte)(Manifest[0] + 1), .. Manifest[1..], 9, 0xc0];
        Assert.Contains("found 9; the head needs a newer version", Fault(Forge(grown, Payload)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RandomManifests_ThrowOnlyHeadFormatException()
    {
        var random = new Random(31);
        int refused = 0;
        for (int round = 0; round < 4000; round++)
        {
            byte[] manifest = [.. Manifest];
            for (int i = random.Next(3); i >= 0; i--)
                manifest[random.Next(manifest.Length)] = (byte)random.Next(256);
            if (random.Next(8) == 0)
                manifest = manifest[..random.Next(manifest.Length)];
            try
            {
                _ = HeadPackage.Read(Forge(manifest, Payload));
            }
            catch (HeadFormatException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 1, 3999);
    }

    [Fact]
    public void Read_RandomBytes_ThrowOnlyHeadFormatException()
    {
        var random = new Random(37);
        for (int round = 0; round < 1000; round++)
        {
            byte[] bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            _ = Fault(bytes);
            _ = Fault(Forge(bytes, []));
        }
    }
}
