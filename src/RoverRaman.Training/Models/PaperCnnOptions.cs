using RoverRaman.Spectra;

namespace RoverRaman.Training.Models;

/// <summary>
/// Shape of the paper's network (Soysal et al., Figure 6, after Liu et al.): convolutions of 16, 32 and 64 filters with kernels
/// of 21, 11 and 5 points, max pooling after each, dense layer of 2,048 tanh units, dropout 0.5, softmax.
/// Pooling size and number of blocks are the paper's dial for shift tolerance (section 5.2).
/// </summary>
public sealed record PaperCnnOptions
{
    /// <summary>Width D of the dense layer, the features that a head sees.</summary>
    public const int FeatureSize = 2048;

    /// <summary>Most blocks that a network may have; the paper goes up to 10.</summary>
    public const int MaxBlocks = 16;

    static readonly int[] Filters = [16, 32, 64];
    static readonly int[] Kernels = [21, 11, 5];
    readonly int _poolingSize = 2;
    readonly int _poolingStride;
    readonly int _blocks = 3;

    /// <summary>Pooling size m, 2..1392 (default 2, as in Figure 6). Larger tolerates more drift and tells fewer minerals apart.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 2..1392.</exception>
    public int PoolingSize
    {
        get => _poolingSize;
        init => _poolingSize = InRange(value, 2, Grid.Count, nameof(PoolingSize));
    }

    /// <summary>
    /// Points between two pooling windows, 1..<see cref="PoolingSize"/>; 0 (default): as wide as the window. The paper names the size alone.
    /// PyTorch refuses its m = 64 in three blocks with windows side by side (22 points are left for the second), but takes it with a stride of 2.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0 or above 1392.</exception>
    public int PoolingStride
    {
        get => _poolingStride;
        init => _poolingStride = InRange(value, 0, Grid.Count, nameof(PoolingStride));
    }

    /// <summary>
    /// Number n of convolution + pooling blocks, 1..16 (default 3). Fewer than three take the first n; more repeat the last block
    /// (64 filters, kernel 5), which the paper leaves open.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 1..16.</exception>
    public int Blocks
    {
        get => _blocks;
        init => _blocks = InRange(value, 1, MaxBlocks, nameof(Blocks));
    }

    /// <summary>Batch normalisation after each convolution (default off: the paper's one change to Liu et al., section 4.1).</summary>
    public bool BatchNorm { get; init; }

    /// <summary>Chance that a feature is left out in training (default 0.5).</summary>
    public double Dropout { get; init; } = 0.5;

    /// <summary>Length of the flattened output of the last block, the input of the dense layer.</summary>
    public int FlatSize => Layout()[^1] is var last ? last.Filters * last.Length : 0;

    /// <summary>
    /// The blocks with their lengths. Lengths are rounded up (ceil-mode pooling), so that the last points of the spectrum are never
    /// discarded where m does not divide; pooling stops at one point, so that every m and n gives a network.
    /// </summary>
    public IReadOnlyList<ConvolutionBlock> Layout()
    {
        var blocks = new ConvolutionBlock[Blocks];
        var (channels, length) = (1, Grid.Count);
        for (var i = 0; i < blocks.Length; i++)
        {
            var shape = Math.Min(i, Filters.Length - 1);
            var pool = Math.Min(PoolingSize, length);
            var stride = PoolingStride == 0 ? pool : Math.Min(PoolingStride, pool);
            length = (length - pool + stride - 1) / stride + 1;
            blocks[i] = new ConvolutionBlock(channels, Filters[shape], Kernels[shape], pool, stride, length);
            channels = Filters[shape];
        }
        return blocks;
    }

    static int InRange(int value, int low, int high, string name) => value >= low && value <= high
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"Expected {low} to {high}.");
}
