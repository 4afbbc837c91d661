namespace RoverRaman.Training.Models;

/// <summary>Neurons of the three layers that stand in for the convolutions (paper, section 4.1).</summary>
/// <param name="Name">Name in tables.</param>
/// <param name="First">First layer.</param>
/// <param name="Second">Second layer.</param>
/// <param name="Third">Third layer.</param>
public readonly record struct MlpSize(string Name, int First, int Second, int Third)
{
    /// <summary>16, 32, 64.</summary>
    public static MlpSize Small { get; } = new("MLP-small", 16, 32, 64);

    /// <summary>32, 64, 128.</summary>
    public static MlpSize Mid { get; } = new("MLP-mid", 32, 64, 128);

    /// <summary>64, 128, 256.</summary>
    public static MlpSize Large { get; } = new("MLP-large", 64, 128, 256);

    /// <summary>All three.</summary>
    public static IReadOnlyList<MlpSize> All { get; } = [Small, Mid, Large];
}
