using TorchSharp;
using static TorchSharp.torch;

namespace RoverRaman.TorchSharpStandIn.Tests;

static class Near
{
    /// <summary>Same shape, and every element within the tolerance (relative to the larger of 1 and its own size).</summary>
    public static void Equal(Tensor expected, Tensor actual, double tolerance, string what)
    {
        using var scope = NewDisposeScope();
        Assert.True(expected.shape.SequenceEqual(actual.shape), $"{what}: expected shape [{string.Join(", ", expected.shape)}], found "
            + $"[{string.Join(", ", actual.shape)}]");
        if (expected.numel() == 0)
            return;
        var wanted = expected.detach().to(ScalarType.Float64);
        var difference = (wanted - actual.detach().to(ScalarType.Float64)).abs() / wanted.abs().clamp(min: 1.0);
        double worst = difference.max().ToDouble();
        Assert.True(worst <= tolerance, $"{what}: worst difference {worst:E2}, allowed {tolerance:E1}");
    }
}
