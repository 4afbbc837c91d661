using static TorchSharp.torch;

namespace RoverRaman.TorchSharpStandIn.Tests;

/// <summary>What backward() left at a tensor. The stand-in offers no public gradient, because releases of the official package disagree on its shape.</summary>
static class Gradient
{
    public static Tensor? Of(Tensor tensor) => tensor.Gradient;
}
