using static TorchSharp.torch;

namespace RoverRaman.TorchSharpStandIn.Tests;

/// <summary>What backward() left at a tensor. A property in this release of the official package.</summary>
static class Gradient
{
    public static Tensor? Of(Tensor tensor) => tensor.grad;
}
