using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp;

/// <summary>The start that PyTorch gives its linear layers and convolutions (Kaiming uniform with a = sqrt(5), that is 1 /
/// sqrt(fan-in)).</summary>
static class DefaultInit
{
    public static void Weights(Tensor weight, Tensor? bias)
    {
        init.kaiming_uniform_(weight, Math.Sqrt(5));
        var (fanIn, _) = init.CalculateFanInAndFanOut(weight);
        if (bias is null || fanIn == 0)
            return;
        double bound = 1 / Math.Sqrt(fanIn);
        init.uniform_(bias, -bound, bound);
    }
}
