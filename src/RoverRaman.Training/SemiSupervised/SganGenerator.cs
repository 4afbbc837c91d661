using RoverRaman.Training.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.SemiSupervised;

/// <summary>
/// The generator of the paper's SGAN (section 6.1, Figure 14): a latent vector of 128 numbers becomes a spectrum of 1,392 points by
/// transposed convolutions, each of which doubles the length: 87, 174, 348, 696, 1392. Values 0..1.
/// </summary>
public sealed class SganGenerator : Module<Tensor, Tensor>
{
    /// <summary>Length of the latent vector.</summary>
    public const int Latent = 128;

    const int Channels = 64, Length = 87;
    readonly Linear _dense = DenseLayer.Linear(Latent, Channels * Length);
    readonly Sequential _layers = Sequential(
        ("up1", ConvTranspose1d(Channels, 32, 4, 2, 1)),
        ("relu1", LeakyReLU(DenseLayer.LeakySlope)),
        ("up2", ConvTranspose1d(32, 16, 4, 2, 1)),
        ("relu2", LeakyReLU(DenseLayer.LeakySlope)),
        ("up3", ConvTranspose1d(16, 8, 4, 2, 1)),
        ("relu3", LeakyReLU(DenseLayer.LeakySlope)),
        ("up4", ConvTranspose1d(8, 1, 4, 2, 1)),
        ("sigmoid", Sigmoid()));

    /// <summary>Makes the network with fresh weights.</summary>
    public SganGenerator() : base(nameof(SganGenerator)) => RegisterComponents();

    /// <summary>[n, 128] -> spectra [n, 1392].</summary>
    public override Tensor forward(Tensor input) =>
        _layers.call(functional.leaky_relu(_dense.call(input), DenseLayer.LeakySlope).view(-1, Channels, Length)).flatten(1);
}
