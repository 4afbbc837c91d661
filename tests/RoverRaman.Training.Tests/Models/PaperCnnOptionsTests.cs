using FsCheck;
using FsCheck.Fluent;
using RoverRaman.Training.Models;

namespace RoverRaman.Training.Tests.Models;

public class PaperCnnOptionsTests
{
    [Fact]
    public void Layout_FigureSix_Has11136Inputs()
    {
        var options = new PaperCnnOptions();
        Assert.Equal([(16, 21, 696), (32, 11, 348), (64, 5, 174)], options.Layout().Select(block => (block.Filters, block.Kernel, block.Length)));
        Assert.Equal(11136, options.FlatSize);
    }

    [Fact]
    public void Layout_LargePooling_RoundsUpAndStopsAtOnePoint()
    {
        var options = new PaperCnnOptions { PoolingSize = 64 };
        Assert.Equal([(64, 22), (22, 1), (1, 1)], options.Layout().Select(block => (block.Pool, block.Length)));
        Assert.Equal(64, options.FlatSize);
    }

    [Fact]
    public void Layout_OverlappingWindows_ShrinkByTheirStride()
    {
        var options = new PaperCnnOptions { PoolingSize = 64, PoolingStride = 2 };
        Assert.Equal([(64, 2, 665), (64, 2, 302), (64, 2, 120)], options.Layout().Select(block => (block.Pool, block.Stride, block.Length)));
    }

    [Fact]
    public void Layout_TenBlocks_RepeatsTheLast()
    {
        var blocks = new PaperCnnOptions { Blocks = 10 }.Layout();
        Assert.Equal(10, blocks.Count);
        Assert.All(blocks.Skip(3), block => Assert.Equal((64, 64, 5), (block.Channels, block.Filters, block.Kernel)));
        Assert.Equal(2, blocks[^1].Length);
    }

    [Fact]
    public void Layout_AnyPoolingAndDepth_CoversEveryPoint() =>
        Prop.ForAll(Gen.Choose(2, 1392).Zip(Gen.Choose(1, 16)).ToArbitrary(), pair =>
        {
            var before = 1392;
            foreach (var block in new PaperCnnOptions { PoolingSize = pair.Item1, Blocks = pair.Item2 }.Layout())
            {
                if (block.Length * block.Pool < before || (block.Length - 1) * block.Pool >= before)
                    return false;
                before = block.Length;
            }
            return before >= 1;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, 3)]
    [InlineData(1393, 3)]
    [InlineData(2, 0)]
    [InlineData(2, 17)]
    public void Options_OutOfRange_AreRefused(int pooling, int blocks) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PaperCnnOptions { PoolingSize = pooling, Blocks = blocks });
}
