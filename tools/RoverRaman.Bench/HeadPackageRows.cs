using RoverRaman.Ground.Heads;
using RoverRaman.Heads;
using RoverRaman.Inference;
using RoverRaman.Wire;

namespace RoverRaman.Bench;

/// <summary>What it costs to teach a robot one mineral: bytes on the uplink, seconds on the ground, milliseconds onboard.</summary>
static class HeadPackageRows
{
    const int Classes = 63, Features = 128, WideFeatures = 256;

    public static BenchGroup Group { get; } = new(
        ["mineral.bytes", "mineral.256_bytes", "mineral.float16_bytes", "mineral.float32_bytes", "teach.bytes", "teach.signed_bytes", "head.fit_s", "head.verify_ms", "delta.apply_ms"], Measure);

    static IEnumerable<BenchRow> Measure(BenchContext context)
    {
        using var key = SigningKey.Create();
        var head = Head(Classes, Features);
        double whole = Signed(SignedEnvelope.Of(With(head)), key).Length;
        yield return new BenchRow("mineral.bytes", Delta(head, HeadWeightEncoding.Int8, key).Length, "B", Budget: 600, Baseline: whole, BaselineName: "whole head of 64 classes x 128, float32");
        yield return new BenchRow("mineral.256_bytes", Delta(Head(Classes, WideFeatures), HeadWeightEncoding.Int8, key).Length, "B", Budget: 600);
        yield return new BenchRow("mineral.float16_bytes", Delta(head, HeadWeightEncoding.Float16, key).Length, "B");
        yield return new BenchRow("mineral.float32_bytes", Delta(head, HeadWeightEncoding.Float32, key).Length, "B");
        var order = SignedEnvelope.Of(new TeachOrder(head.Manifest.HeadVersion + 1, 200, "Brucite", [4711, 4715, 4720, 4800, 5001]));
        yield return new BenchRow("teach.bytes", order.SignedBytes().Length, "B", Budget: 64);
        yield return new BenchRow("teach.signed_bytes", order.SignedBy(key).ToBytes().Length, "B");
        yield return new BenchRow("head.fit_s", FitSeconds(), "s");
        foreach (var row in Times(context, head, key))
            yield return row;
    }

    static IEnumerable<BenchRow> Times(BenchContext context, HeadPackage head, SigningKey key)
    {
        var ring = new KeyRing([key.Trusted("bench", KeyRole.Signer)]);
        byte[] signed = Signed(SignedEnvelope.Of(ModelFolder.Open(context.Model).Head), key);
        yield return new BenchRow("head.verify_ms", Timings.Of(30, () => SignedEnvelope.Read(signed).OpenHead(ring))[0.5] / 1000, "ms");
        byte[] delta = Delta(head, HeadWeightEncoding.Int8, key);
        yield return new BenchRow("delta.apply_ms", Timings.Of(100, () => SignedEnvelope.Read(delta).OpenDelta(ring).Apply(head))[0.5] / 1000, "ms");
    }

    // One new class of 5 spectra beside 63 old ones with 5 spectra each, 7 alignments.
    static double FitSeconds()
    {
        var random = new Random(1);
        var old = Enumerable.Range(0, 5 * Classes).Select(i => new Support($"class {i % Classes}", Unit(random, 7))).ToList();
        var support = Enumerable.Range(0, 5).Select(_ => new Support("Brucite", Unit(random, 7))).ToList();
        var head = Head(Classes, Features);
        var fitter = new HeadFitter(new HeadFitOptions());
        return Timings.Of(5, () => fitter.Extend(head, head.Manifest.HeadVersion + 1, support, old, _ => 200))[0.5] / 1e6;
    }

    static byte[] Delta(HeadPackage head, HeadWeightEncoding encoding, SigningKey key) => Signed(SignedEnvelope.Of(HeadDelta.Between(head, With(head), encoding)), key);

    static byte[] Signed(SignedEnvelope envelope, SigningKey key) => envelope.SignedBy(key).ToBytes();

    static HeadPackage Head(int classes, int features)
    {
        var random = new Random(classes);
        var manifest = new HeadManifest
        {
            HeadVersion = 7,
            BackboneSha256 = new string('a', 64),
            FeatureSize = features,
            Preprocessing = "grid-200-1591-linear/1",
            Classes = [.. Enumerable.Range(0, classes).Select(i => new ClassName((ushort)i, $"class {i}"))],
        };
        return new HeadPackage(manifest, [.. Enumerable.Range(0, classes * features).Select(_ => random.NextSingle() - 0.5f)], new float[classes]);
    }

    static HeadPackage With(HeadPackage head) => head with
    {
        Manifest = head.Manifest with { HeadVersion = 8, Classes = [.. head.Manifest.Classes, new ClassName(200, "Brucite")] },
        Weights = [.. head.Weights, .. head.Weights[..head.Manifest.FeatureSize].Select(weight => -weight)],
        Biases = [.. head.Biases, 0],
    };

    static float[] Unit(Random random, int alignments) => [.. Enumerable.Range(0, alignments).SelectMany(_ =>
    {
        float[] values = [.. Enumerable.Range(0, Features).Select(_ => random.NextSingle() - 0.5f)];
        float length = MathF.Sqrt(values.Sum(value => value * value));
        return values.Select(value => value / length);
    })];
}
