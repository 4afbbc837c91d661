using RoverRaman.Spectra;
using static TorchSharp.torch;

namespace RoverRaman.Training.Augment;

/// <summary>Random numbers, one a spectrum, as columns [n, 1] that spread over the grid.</summary>
static class Draw
{
    /// <summary>Position on the grid, 0..1, as a row [1, 1392].</summary>
    public static Tensor Position => linspace(0, 1, Grid.Count).unsqueeze(0);

    public static Tensor Uniform(long count, double from = 0, double to = 1) => rand([count, 1]) * (to - from) + from;

    public static Tensor Normal(long count, double mean = 0, double deviation = 1) => randn([count, 1]) * deviation + mean;

    /// <summary>1 with this chance, else 0.</summary>
    public static Tensor Chance(long count, double probability) => rand([count, 1]).lt(probability).to_type(ScalarType.Float32);

    /// <summary>Bells over the grid: [n, 1] centre and width in shares of the grid.</summary>
    public static Tensor Bell(Tensor centre, Tensor width) => (-0.5 * ((Position - centre) / width).square()).exp();
}
