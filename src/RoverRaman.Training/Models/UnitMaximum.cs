using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Models;

/// <summary>
/// Scales every spectrum to a maximum of 1 (the paper's normalisation, section 2.2; its published spectra have a maximum of 1).
/// The first layer of the network, so that scaling travels in the exported graph and cannot differ between trainer and robot.
/// A spectrum without a value above 1e-20 is passed on as it is.
/// </summary>
public sealed class UnitMaximum : Module<Tensor, Tensor>
{
    /// <summary>Smallest maximum that is divided by.</summary>
    public const float Smallest = 1e-20f;

    /// <summary>Makes the layer; it has no parameters.</summary>
    public UnitMaximum() : base(nameof(UnitMaximum))
    {
    }

    /// <summary>[n, 1392] -> [n, 1392].</summary>
    public override Tensor forward(Tensor input)
    {
        var (maximum, _) = input.max(1, true);
        return input / torch.where(maximum > Smallest, maximum, torch.ones_like(maximum));
    }
}
