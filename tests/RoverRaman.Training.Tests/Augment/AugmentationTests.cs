using RoverRaman.Spectra;
using RoverRaman.Training.Augment;
using TorchSharp;
using static TorchSharp.torch;

namespace RoverRaman.Training.Tests.Augment;

public sealed class AugmentationTests
{
    public static TheoryData<string> All => [.. Make().Select(one => one.GetType().Name)];

    [Theory, MemberData(nameof(All))]
    public void Apply_AnyBatch_KeepsShapeIsFiniteAndLeavesTheInput(string name)
    {
        using var scope = NewDisposeScope();
        var input = Batch();
        var before = input.clone();
        torch.random.manual_seed(3);
        var output = Named(name).Apply(input);
        Assert.Equal(input.shape, output.shape);
        Assert.True(output.isfinite().all().item<bool>());
        Assert.True(input.allclose(before, 0, 0));
        Assert.False(output.allclose(before, 0, 0), "nothing was changed");
    }

    [Theory, MemberData(nameof(All))]
    public void Apply_SameSeed_GivesTheSame(string name)
    {
        using var scope = NewDisposeScope();
        var augmentation = Named(name);
        torch.random.manual_seed(11);
        var first = augmentation.Apply(Batch());
        torch.random.manual_seed(11);
        Assert.True(first.allclose(augmentation.Apply(Batch()), 0, 0));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    public void Warp_Drift_MovesAPeakToTheRight(float drift)
    {
        using var scope = NewDisposeScope();
        var spectrum = zeros([1, Grid.Count]);
        _ = spectrum.select(0, 0).narrow(0, 700, 1).fill_(1);
        var moved = AxisWarp.Warp(spectrum, full([1, 1], drift), zeros([1, 1]));
        Assert.Equal(700 + (long)drift, moved.argmax(1).item<long>());
    }

    [Fact]
    public void CosmicRay_Certain_ChangesTwoNeighbours()
    {
        using var scope = NewDisposeScope();
        torch.random.manual_seed(1);
        var hit = new CosmicRay(1).Apply(zeros([4, Grid.Count]));
        var rows = hit.ne(0).sum(1).data<long>().ToArray();
        Assert.All(rows, changed => Assert.InRange(changed, 1, 2));
    }

    [Fact]
    public void ReferenceAsMeasured_AnyStrength_ScalesToZeroToOne()
    {
        using var scope = NewDisposeScope();
        using var augmentation = new ReferenceAsMeasured(36);
        var output = augmentation.Apply(Batch());
        Assert.Equal(0, output.min().item<float>(), 1e-6);
        Assert.Equal(1, output.max().item<float>(), 1e-6);
    }

    [Fact]
    public void ClippedBaseline_PeaksOnASlope_StaysBelowAndFollowsTheSlope()
    {
        float[] spectrum = [.. Enumerable.Range(0, Grid.Count).Select(i => 100 + 0.1f * i + (Math.Abs(i - 700) < 5 ? 500 : 0))];
        var baseline = ClippedBaseline.Of(spectrum);
        Assert.All(baseline.Zip(spectrum), pair => Assert.True(pair.First <= pair.Second));
        Assert.InRange(baseline[700], 160, 190);
    }

    [Fact]
    public void EmptySpectra_Drawn_AreZeroToOneAndDiffer()
    {
        using var scope = NewDisposeScope();
        using var empty = new EmptySpectra();
        var drawn = empty.Draw(8);
        Assert.Equal([8, Grid.Count], drawn.shape);
        Assert.Equal(1, drawn.max().item<float>(), 1e-6);
        Assert.False(drawn.narrow(0, 0, 1).allclose(drawn.narrow(0, 1, 1), 0, 0));
    }

    static IEnumerable<IAugmentation> Make() =>
    [
        new Gain(8, 0.4), new AxisWarp(30), new ResolutionBlur(), new Fluorescence(1), new Luminescence(1), new DetectorNoise(), new CosmicRay(1),
        new BackgroundTilt(), new ReferenceAsMeasured(36),
    ];

    static IAugmentation Named(string name) => Make().Single(one => one.GetType().Name == name);

    static Tensor Batch() => RoverRaman.Training.Train.Rover.SpectrumPool.Stack(SyntheticMinerals.Create(3, 2).Spectra);
}
