using static TorchSharp.torch;

namespace RoverRaman.Training.Augment;

/// <summary>Applies augmentations one after the other.</summary>
static class Chain
{
    public static Tensor Apply(IReadOnlyList<IAugmentation> steps, Tensor spectra) =>
        steps.Aggregate(spectra, (current, step) => step.Apply(current));
}
