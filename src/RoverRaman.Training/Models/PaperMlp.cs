using RoverRaman.Spectra;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>
/// The paper's multilayer perceptron (section 4.1): three fully connected layers in place of the convolutions, then the same last two
/// layers as <see cref="PaperCnn"/>. Spectrum [n, 1392] -> logits [n, classes].
/// </summary>
public sealed class PaperMlp : Module<Tensor, Tensor>
{
    readonly Sequential _layers;

    /// <summary>Makes the network with fresh weights.</summary>
    /// <param name="size">Neurons of the three layers.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    public PaperMlp(MlpSize size, int classes) : base(nameof(PaperMlp))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        _layers = Sequential(
            ("scale", new UnitMaximum()),
            ("flatten", Flatten()),
            ("dense1", DenseLayer.Linear(Grid.Count, size.First)),
            ("relu1", LeakyReLU(DenseLayer.LeakySlope)),
            ("dense2", DenseLayer.Linear(size.First, size.Second)),
            ("relu2", LeakyReLU(DenseLayer.LeakySlope)),
            ("dense3", DenseLayer.Linear(size.Second, size.Third)),
            ("relu3", LeakyReLU(DenseLayer.LeakySlope)),
            ("dense", DenseLayer.Linear(size.Third, PaperCnnOptions.FeatureSize)),
            ("tanh", Tanh()),
            ("dropout", Dropout(0.5)),
            ("head", DenseLayer.Linear(PaperCnnOptions.FeatureSize, classes)));
        RegisterComponents();
    }

    /// <summary>[n, 1392] -> logits [n, classes].</summary>
    public override Tensor forward(Tensor input) => _layers.call(input);
}
