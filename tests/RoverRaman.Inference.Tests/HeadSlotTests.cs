using RoverRaman.Heads;
using RoverRaman.TestSupport;
using RoverRaman.Wire;

namespace RoverRaman.Inference.Tests;

public sealed class HeadSlotTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 0.7f)]
    [InlineData(63, 7, 1)]
    [InlineData(100, 3, 2.5f)]
    [InlineData(512, 7, 0.5f)]
    public void Identify_RandomHead_EqualsSoftmaxInDoublePrecision(int classes, int alignments, float temperature)
    {
        using var backbone = Load(alignments);
        var slot = new HeadSlot(backbone);
        var head = TestModels.Head(backbone.Sha256, classes, temperature: temperature);
        slot.Swap(head);
        var features = backbone.Run(TestModels.Spectrum(5)).ToArray();
        var found = slot.Identify(features);
        var expected = Softmax(head, features, alignments);
        Assert.Equal(Math.Min(5, classes), found.Count);
        for (var rank = 0; rank < found.Count; rank++)
        {
            Assert.Equal(expected[rank].Id, found.Top[rank].ClassId);
            Assert.Equal(expected[rank].Probability, found.Top[rank].Probability, 1e-5);
        }
        Assert.Equal(expected[0].Probability - (classes > 1 ? expected[1].Probability : 0), found.Margin, 1e-5);
        Assert.Equal((backbone.Id, 1u), (found.BackboneId, found.HeadVersion));
    }

    [Fact]
    public void Identify_AfterWarmUp_AllocatesNothing()
    {
        using var backbone = Load(7);
        var slot = new HeadSlot(backbone);
        slot.Swap(TestModels.Head(backbone.Sha256, 50));
        var features = backbone.Run(TestModels.Spectrum(5)).ToArray();
        for (var i = 0; i < 100; i++)
            _ = slot.Identify(features);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 1000; i++)
                _ = slot.Identify(features);
        }));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Identify_FeatureThatIsNotFinite_GivesNoClass(float bad)
    {
        using var backbone = Load();
        var slot = new HeadSlot(backbone);
        slot.Swap(TestModels.Head(backbone.Sha256, 10));
        var features = backbone.Run(TestModels.Spectrum(5)).ToArray();
        features[7] = bad;
        var found = slot.Identify(features);
        Assert.Equal((0, 0f, backbone.Id, 1u), (found.Count, found.Margin, found.BackboneId, found.HeadVersion));
    }

    [Fact]
    public void Identify_SpectrumWithNaN_GivesNoClass()
    {
        using var backbone = Load();
        var slot = new HeadSlot(backbone);
        slot.Swap(TestModels.Head(backbone.Sha256, 10));
        var grid = TestModels.Spectrum(5);
        grid[700] = float.NaN;
        Assert.Equal(0, slot.Identify(backbone.Run(grid)).Count);
        Assert.Equal(5, slot.Identify(backbone.Run(TestModels.Spectrum(5))).Count);
    }

    [Fact]
    public void Identify_LogitsThatOverflow_GiveNoClass()
    {
        using var backbone = Load();
        var slot = new HeadSlot(backbone);
        var head = TestModels.Head(backbone.Sha256, 3);
        head.Weights.AsSpan().Fill(float.MaxValue);
        slot.Swap(head);
        var features = new float[16];
        features.AsSpan().Fill(10);
        Assert.Equal(0, slot.Identify(features).Count);
    }

    [Fact]
    public void Identify_HugeButFiniteLogits_StaysAProbability()
    {
        using var backbone = Load();
        var slot = new HeadSlot(backbone);
        var head = TestModels.Head(backbone.Sha256, 3);
        head.Weights.AsSpan().Clear();
        (head.Biases[0], head.Biases[1], head.Biases[2]) = (-5000, 5000, 4999);
        slot.Swap(head);
        var found = slot.Identify(new float[16]);
        Assert.Equal(101, found.Top[0].ClassId);
        Assert.Equal(0.731f, found.Top[0].Probability, 1e-3f);
        Assert.Equal(100, found.Top[2].ClassId);
        Assert.Equal(0, found.Top[2].Probability);
    }

    [Fact]
    public void Identify_EmptySlot_GivesNoClass()
    {
        using var backbone = Load();
        var slot = new HeadSlot(backbone);
        Assert.Equal(0, slot.Identify(new float[16]).Count);
        _ = Assert.Throws<ModelException>(() => slot.Active);
    }

    [Fact]
    public void Identify_OtherLength_Throws()
    {
        using var backbone = Load();
        var slot = new HeadSlot(backbone);
        _ = Assert.Throws<ArgumentException>(() => slot.Identify(new float[15]));
    }

    public static TheoryData<string, string> HeadsThatDoNotFit => new()
    {
        { "backbone", "for backbone" },
        { "preprocessing", "preprocessing" },
        { "features", "features" },
        { "too many", "512 classes" },
        { "none", "found 0" },
        { "weights", "weights" },
        { "NaN weight", "finite" },
        { "infinite bias", "finite" },
        { "temperature 0", "temperature" },
        { "temperature NaN", "temperature" },
        { "same id", "twice" },
    };

    [Theory]
    [MemberData(nameof(HeadsThatDoNotFit))]
    public void Swap_HeadThatDoesNotFit_IsRefusedAndTheOldOneStays(string fault, string named)
    {
        using var backbone = Load();
        var slot = new HeadSlot(backbone);
        var good = TestModels.Head(backbone.Sha256, 10);
        slot.Swap(good);
        var error = Assert.Throws<ModelException>(() => slot.Swap(Break(good with { Weights = [.. good.Weights], Biases = [.. good.Biases] }, fault)));
        Assert.Contains(named, error.Message);
        Assert.StartsWith("Expected", error.Message);
        Assert.Same(good, slot.Active);
    }

    static HeadPackage Break(HeadPackage head, string fault)
    {
        var manifest = head.Manifest;
        switch (fault)
        {
            case "backbone": return head with { Manifest = manifest with { BackboneSha256 = new string('0', 64) } };
            case "preprocessing": return head with { Manifest = manifest with { Preprocessing = "other/1" } };
            case "features": return head with { Manifest = manifest with { FeatureSize = 15 } };
            case "too many": return TestModels.Head(manifest.BackboneSha256, 513);
            case "none": return TestModels.Head(manifest.BackboneSha256, 0);
            case "weights": return head with { Weights = head.Weights[1..] };
            case "NaN weight": head.Weights[3] = float.NaN; return head;
            case "infinite bias": head.Biases[9] = float.PositiveInfinity; return head;
            case "temperature 0": return head with { Manifest = manifest with { Temperature = 0 } };
            case "temperature NaN": return head with { Manifest = manifest with { Temperature = float.NaN } };
            case "same id": return head with { Manifest = manifest with { Classes = [.. manifest.Classes.Take(9), new ClassName(manifest.Classes[0].Id, "Again")] } };
            default: throw new ArgumentException(fault);
        }
    }

    /// <summary>Two heads with nothing in common: ids, weights, versions. Every answer must be one of the two known ones, bit for
    /// bit.</summary>
    [Fact]
    public async Task Swap_WhileAnotherThreadIdentifies_NeverMixesHeads()
    {
        using var backbone = Load(3);
        var slot = new HeadSlot(backbone);
        HeadPackage[] heads = [TestModels.Head(backbone.Sha256, 63, version: 1, seed: 10), TestModels.Head(backbone.Sha256, 200, version: 2, seed: 20, firstId: 5000)];
        var features = backbone.Run(TestModels.Spectrum(5)).ToArray();
        var expected = heads.Select(head => { slot.Swap(head); return slot.Identify(features); }).ToArray();

        using var stop = new CancellationTokenSource();
        var swaps = 0;
        // A thread of its own: on a busy machine the pool would start it after the last identification.
        var swapper = Task.Factory.StartNew(() =>
        {
            while (!stop.IsCancellationRequested)
                slot.Swap(heads[swaps++ % 2]);
        }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref swaps) > 1, TimeSpan.FromSeconds(60)), "No swap within a minute.");
        int[] seen = [0, 0];
        for (var i = 0; i < 100_000; i++)
        {
            var found = slot.Identify(features);
            var which = (int)found.HeadVersion - 1;
            seen[which]++;
            Assert.True(Same(expected[which], found), $"Identification {i} of head version {found.HeadVersion} is not that head's.");
        }
        await stop.CancelAsync();
        await swapper;
        Assert.True(swaps > 100 && seen[0] > 0 && seen[1] > 0, $"Expected both heads at work, saw {seen[0]} and {seen[1]} over {swaps} " +
            $"swaps.");
    }

    static bool Same(in Identification expected, in Identification found)
    {
        if (expected.Count != found.Count || expected.Margin != found.Margin)
            return false;
        for (var rank = 0; rank < found.Count; rank++)
            if (expected.Top[rank] != found.Top[rank])
                return false;
        return true;
    }

    static List<(int Id, double Probability)> Softmax(HeadPackage head, float[] features, int alignments)
    {
        var size = head.Manifest.FeatureSize;
        var logits = head.Manifest.Classes.Select((_, row) => Enumerable.Range(0, alignments)
            .Select(o => Math.Exp(head.Biases[row] + Enumerable.Range(0, size).Sum(d => (double)head.Weights[row * size + d] * features[o * size + d])))
            .Sum()).Select(sum => Math.Log(sum) / head.Manifest.Temperature).ToArray();
        var total = logits.Sum(Math.Exp);
        return [.. logits.Select((logit, row) => ((int)head.Manifest.Classes[row].Id, Math.Exp(logit) / total)).OrderByDescending(pair => pair.Item2)];
    }

    Backbone Load(int alignments = 1) => Backbone.Load(_folder.Write("backbone.onnx", TestModels.Backbone(16, alignments)));
}
