using RoverRaman.Heads;

namespace RoverRaman.Inference.Tests;

/// <summary>What a head says beside its best classes.</summary>
public sealed class HeadVerdictTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 0.5f)]
    public void Identify_UnknownScore_IsMinusTheFreeEnergyOfTheEvidence(int alignments, float temperature)
    {
        var (backbone, head, features) = Case(alignments, 40, temperature);
        using (backbone)
        {
            var found = Identify(backbone, head, features);
            var expected = -Math.Log(Evidence(head, features, alignments).Sum(value => Math.Exp(value / temperature)));
            Assert.Equal(expected, found.UnknownScore, 1e-3);
        }
    }

    [Fact]
    public void Identify_HeadThatIsNotCalibrated_IsNeverUnknownAndHasNoSet()
    {
        var (backbone, head, features) = Case(7, 40, 1);
        using (backbone)
        {
            var found = Identify(backbone, head, features);
            Assert.Equal((false, 0), (found.IsUnknown, found.SetSize));
        }
    }

    [Theory]
    [InlineData(0.01f, true)]
    [InlineData(-0.01f, false)]
    public void Identify_EvidenceBelowTheThreshold_IsUnknown(float above, bool unknown)
    {
        var (backbone, head, features) = Case(7, 40, 1);
        using (backbone)
        {
            var known = -Identify(backbone, head, features).UnknownScore;
            Assert.Equal(unknown, Identify(backbone, With(head, known + above, float.NaN), features).IsUnknown);
        }
    }

    [Fact]
    public void Identify_ConformalThreshold_CountsTheClassesThatAreProbableEnough()
    {
        var (backbone, head, features) = Case(1, 40, 1);
        using (backbone)
        {
            var found = Identify(backbone, head, features);
            var between = (found.Top[2].Probability + found.Top[3].Probability) / 2;
            Assert.Equal(3, Identify(backbone, With(head, float.NaN, 1 - between), features).SetSize);
            Assert.Equal(40, Identify(backbone, With(head, float.NaN, 1), features).SetSize);
        }
    }

    [Theory]
    [InlineData(0, -48)]
    [InlineData(3, 0)]
    [InlineData(6, 48)]
    public void Identify_EvidenceFromOneAlignment_IsTheDriftOfThatAlignment(int alignment, float drift)
    {
        var (backbone, head, _) = Case(7, 4, 1);
        using (backbone)
        {
            var features = new float[7 * 16];
            head.Weights.AsSpan(0, 16).CopyTo(features.AsSpan(alignment * 16));
            for (var i = 0; i < features.Length; i++)
                features[i] *= 20;
            Assert.Equal(drift, Identify(backbone, head, features).Drift, 0.01);
        }
    }

    [Fact]
    public void Identify_OneAlignment_HasNoDrift()
    {
        var (backbone, head, features) = Case(1, 4, 1);
        using (backbone)
            Assert.Equal(float.NaN, Identify(backbone, head, features).Drift);
    }

    static Identification Identify(Backbone backbone, HeadPackage head, float[] features)
    {
        var slot = new HeadSlot(backbone);
        slot.Swap(head);
        return slot.Identify(features);
    }

    static HeadPackage With(HeadPackage head, float unknown, float conformal) =>
        head with { Manifest = head.Manifest with { UnknownThreshold = unknown, ConformalThreshold = conformal } };

    static double[] Evidence(HeadPackage head, float[] features, int alignments)
    {
        const int size = 16;
        return [.. head.Biases.Select((bias, row) => Math.Log(Enumerable.Range(0, alignments).Sum(o => Math.Exp(
            bias + Enumerable.Range(0, size).Sum(d => (double)head.Weights[row * size + d] * features[o * size + d])))))];
    }

    (Backbone Backbone, HeadPackage Head, float[] Features) Case(int alignments, int classes, float temperature)
    {
        var file = Path.Combine(_folder.Path, $"{alignments}.onnx");
        File.WriteAllBytes(file, TestModels.Backbone(alignments: alignments));
        var backbone = Backbone.Load(file);
        return (backbone, TestModels.Head(backbone.Sha256, classes, temperature: temperature), backbone.Run(TestModels.Spectrum(5)).ToArray());
    }
}
