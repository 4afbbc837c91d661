using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using static TorchSharp.torch;

namespace RoverRaman.Training.Tests.Models;

public class PaperCnnTests
{
    // Convolutions 352 + 5,664 + 10,304, dense 11,136 x 2,048 + 2,048, head 2,048 x 63 + 63.
    [Fact]
    public void Network_FigureSixWith63Minerals_Has22Point9MillionParameters()
    {
        using var network = new PaperCnn(new PaperCnnOptions(), 63);
        Assert.Equal(22_953_983, network.ParameterCount);
    }

    [Theory]
    [InlineData(64, 3, false)]
    [InlineData(6, 3, true)]
    [InlineData(100, 1, false)]
    [InlineData(2, 10, false)]
    public void Forward_AnyShape_GivesOneLogitAClass(int pooling, int blocks, bool batchNorm)
    {
        using var scope = NewDisposeScope();
        using var network = new PaperCnn(new PaperCnnOptions { PoolingSize = pooling, Blocks = blocks, BatchNorm = batchNorm }, 5);
        network.eval();
        Assert.Equal([2, 5], network.call(rand(2, Grid.Count)).shape);
        Assert.Equal([2, 2048], network.Backbone.call(rand(2, Grid.Count)).shape);
    }

    [Fact]
    public void Forward_OverlappingWindows_IsTheLaidOutSize()
    {
        using var scope = NewDisposeScope();
        using var network = new PaperCnn(new PaperCnnOptions { PoolingSize = 64, PoolingStride = 2 }, 5);
        network.eval();
        Assert.Equal([2, 5], network.call(rand(2, Grid.Count)).shape);
    }

    [Fact]
    public void Backbone_BrighterSpectrum_GivesTheSameFeatures()
    {
        using var scope = NewDisposeScope();
        using var network = new PaperCnn(new PaperCnnOptions { PoolingSize = 16 }, 5);
        network.eval();
        var spectrum = rand(1, Grid.Count);
        var features = network.Backbone.call(spectrum);
        Assert.True((features - network.Backbone.call(spectrum * 4096)).abs().max().item<float>() < 1e-5);
        Assert.True((features - network.Backbone.call(rand(1, Grid.Count))).abs().max().item<float>() > 1e-3);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-3f)]
    public void UnitMaximum_NothingAboveZero_PassesOn(float level)
    {
        using var scope = NewDisposeScope();
        using var layer = new UnitMaximum();
        var values = layer.call(full([1, Grid.Count], level));
        Assert.Equal([1, 1, Grid.Count], values.shape);
        Assert.All(values.data<float>().ToArray(), value => Assert.Equal(level, value));
    }

    [Fact]
    public void UnitMaximum_EachSpectrum_HasItsOwnScale()
    {
        using var scope = NewDisposeScope();
        using var layer = new UnitMaximum();
        var input = stack([rand(Grid.Count) * 10, rand(Grid.Count) * 1e6]);
        Assert.Equal([1f, 1f], layer.call(input).flatten(1).max(1).values.data<float>().ToArray());
    }
}
