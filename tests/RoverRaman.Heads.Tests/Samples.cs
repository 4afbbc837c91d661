using RoverRaman.Wire;

namespace RoverRaman.Heads.Tests;

/// <summary>Heads and keys that the tests share; same seed, same head.</summary>
static class Samples
{
    public const string Backbone = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    public static SigningKey Signer { get; } = SigningKey.Create();
    public static SigningKey Other { get; } = SigningKey.Create();
    public static SigningKey Alice { get; } = SigningKey.Create();
    public static SigningKey Bob { get; } = SigningKey.Create();
    public static SigningKey Recovery { get; } = SigningKey.Create();

    public static KeyRing Ring { get; } = new([
        Signer.Trusted("ops", KeyRole.Signer), Alice.Trusted("alice", KeyRole.Revoker), Bob.Trusted("bob", KeyRole.Revoker),
        Recovery.Trusted("recovery", KeyRole.Recovery)]);

    public static HeadTarget Target(HeadPackage head) => new()
    {
        BackboneSha256 = Backbone,
        Features = new((1, head.Manifest.FeatureSize)),
        Preprocessing = "grid-200-1591-linear/1",
        Axis = new(200, 1591, 1),
        Instrument = new(150, 1800),
    };

    /// <summary>Rows of length 20 in random directions: as of a cosine head.</summary>
    public static HeadPackage Head(int classes = 4, int features = 128, HeadWeightEncoding encoding = HeadWeightEncoding.Float32, uint version = 3, int seed = 1)
    {
        var random = new Random(seed);
        float[] weights = [.. Enumerable.Range(0, classes).SelectMany(_ => Row(random, features))];
        var manifest = new HeadManifest
        {
            HeadVersion = version,
            BackboneSha256 = Backbone,
            FeatureSize = features,
            Preprocessing = "grid-200-1591-linear/1",
            Classes = [.. Enumerable.Range(0, classes).Select(i => new ClassName((ushort)i, $"Mineral {i}"))],
            WeightEncoding = encoding,
            Axis = new(200, 1591, 1),
            InstrumentRange = new(200, 1200),
            UnknownThreshold = 0.25f,
            ConformalThreshold = 0.875f,
            ConformalCoverage = 0.9f,
            GoldenChecks = [new(1, [.. weights[features..(2 * features)].Select(weight => weight / 20)])],
        };
        return HeadPackage.Read(new HeadPackage(manifest, weights, new float[classes]).ToBytes());
    }

    /// <summary>The head with one class more.</summary>
    public static HeadPackage With(HeadPackage head, string name = "Brucite", int seed = 99)
    {
        var manifest = head.Manifest;
        return head with
        {
            Manifest = manifest with { HeadVersion = manifest.HeadVersion + 1, Classes = [.. manifest.Classes, new ClassName(200, name)] },
            Weights = [.. head.Weights, .. Row(new Random(seed), manifest.FeatureSize)],
            Biases = [.. head.Biases, 0],
        };
    }

    public static float[] Row(Random random, int features)
    {
        float[] row = [.. Enumerable.Range(0, features).Select(_ => random.NextSingle() - 0.5f)];
        float length = MathF.Sqrt(row.Sum(value => value * value));
        return [.. row.Select(value => 20 * value / length)];
    }

    public static HeadRefusal Refused(Action action) => Assert.Throws<HeadFormatException>(action).Reason;
}
