using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>Fully connected layers that start as those of <see cref="PaperCnn"/> do: Glorot, Bengio (2010), no bias.</summary>
static class DenseLayer
{
    /// <summary>Slope of LeakyReLU below zero, as in <see cref="PaperCnn"/>.</summary>
    public const double LeakySlope = 0.01;

    public static Linear Linear(long inputs, long outputs)
    {
        var layer = TorchSharp.torch.nn.Linear(inputs, outputs);
        _ = init.xavier_uniform_(layer.weight!);
        _ = init.zeros_(layer.bias!);
        return layer;
    }
}
