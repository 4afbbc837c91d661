using RoverRaman.Wire;

namespace RoverRaman.Heads.Tests;

/// <summary>A head that contradicts itself is refused on the way out, and, forged with good checksums, on the way in.</summary>
public class HeadRulesTest
{
    static readonly HeadPackage Good = HeadPackageTest.Small;

    public static TheoryData<string, HeadPackage> Bad => new()
    {
        { "1..8192 classes, found 0", With(Good.Manifest with { Classes = [] }, [], []) },
        { "1..8192 classes, found 8193", With(Good.Manifest with { Classes = [.. Enumerable.Range(0, 8193).Select(i => new ClassName((ushort)i, "x"))] }) },
        { "1..65536 features, found 0", With(Good.Manifest with { FeatureSize = 0 }) },
        { "1..65536 features, found 65537", With(Good.Manifest with { FeatureSize = 65_537 }) },
        { "64 hex digits in lower case", With(Good.Manifest with { BackboneSha256 = "00" }) },
        { "64 hex digits in lower case", With(Good.Manifest with { BackboneSha256 = Good.Manifest.BackboneSha256.ToUpperInvariant() }) },
        { "finite and above 0, found 0", With(Good.Manifest with { Temperature = 0 }) },
        { "finite and above 0, found NaN", With(Good.Manifest with { Temperature = float.NaN }) },
        { "id 7 again in row 2", With(Good.Manifest with { Classes = [new(0, "a"), new(7, "b"), new(7, "c")] }) },
        { "at most 128 bytes of UTF-8, found 130", With(Good.Manifest with { Classes = [new(0, "a"), new(1, new string('Å', 65)), new(2, "c")] }) },
        { "without control characters", With(Good.Manifest with { Classes = [new(0, "a"), new(1, "b\u001b[2J"), new(2, "c")] }) },
        { "without control characters, found ''", With(Good.Manifest with { Classes = [new(0, "a"), new(1, ""), new(2, "c")] }) },
        { "half a surrogate pair", With(Good.Manifest with { Classes = [new(0, "a"), new(1, "\ud83e"), new(2, "c")] }) },
        { "name of the preprocessing", With(Good.Manifest with { Preprocessing = " " }) },
        { "6 weights, found 5", With(Good.Manifest, new float[5]) },
        { "3 biases, found 2", With(Good.Manifest, null, new float[2]) },
        { "finite weights, found NaN at index 4", With(Good.Manifest, [0, 0, 0, 0, float.NaN, 0]) },
        { "finite biases, found ∞ at index 1", With(Good.Manifest, null, [0, float.PositiveInfinity, 0]) },
    };

    [Theory, MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void ToBytes_HeadThatContradictsItself_SaysHow(string fault, HeadPackage head) =>
        Assert.Contains(fault.Replace("∞", "Infinity", StringComparison.Ordinal), Assert.Throws<HeadFormatException>(head.ToBytes).Message, StringComparison.Ordinal);

    static HeadPackage With(HeadManifest manifest, float[]? weights = null, float[]? biases = null) =>
        new(manifest, weights ?? Good.Weights, biases ?? Good.Biases);
}
