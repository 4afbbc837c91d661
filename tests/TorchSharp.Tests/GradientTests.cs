using TorchSharp;
using static TorchSharp.torch;

namespace RoverRaman.TorchSharpStandIn.Tests;

/// <summary>Gradients of every layer and loss against central differences, in double precision.</summary>
public class GradientTests
{
    const double Step = 1e-6;
    const double Tolerance = 2e-7;

    [Theory]
    [MemberData(nameof(LayerCase.Names), MemberType = typeof(LayerCase))]
    public void Layer_Gradients_EqualFiniteDifferences(string name)
    {
        using var scope = NewDisposeScope();
        var layerCase = LayerCase.Named(name);
        manual_seed(11);
        var layer = layerCase.Make().to(ScalarType.Float64);
        var x = randn(layerCase.Shape, ScalarType.Float64).requires_grad_();
        var weight = randn(layer.call(x).shape, ScalarType.Float64);
        Check(() => (layer.call(x) * weight).sum(), [x, .. layer.parameters()]);
    }

    [Fact]
    public void Dropout_WithTheSameSeed_HasTheGradientOfItsMask()
    {
        using var scope = NewDisposeScope();
        var layer = nn.Dropout(0.5);
        var x = randn([5, 6], ScalarType.Float64).requires_grad_();
        Check(() =>
        {
            manual_seed(3);
            return layer.call(x).square().sum();
        }, [x]);
    }

    [Theory]
    [MemberData(nameof(LossCase.Names), MemberType = typeof(LossCase))]
    public void Loss_Gradient_EqualsFiniteDifferences(string name)
    {
        using var scope = NewDisposeScope();
        var inputs = LossCase.MakeInputs(ScalarType.Float64);
        inputs.X.requires_grad_();
        Check(() => LossCase.Named(name).Loss(inputs), [inputs.X]);
    }

    [Fact]
    public void ContrastiveLoss_Gradient_EqualsFiniteDifferences()
    {
        // The normalised temperature-scaled cross entropy that SimCLR trains with.
        using var scope = NewDisposeScope();
        manual_seed(2);
        var x = randn([6, 5], ScalarType.Float64).requires_grad_();
        var positive = tensor(new long[] { 3, 4, 5, 0, 1, 2 });
        var self = eye(6).to(ScalarType.Bool);
        Check(() =>
        {
            var z = nn.functional.normalize(x, 2, 1);
            var similarity = z.matmul(z.t()).div(0.5).masked_fill(self, double.NegativeInfinity);
            return nn.functional.cross_entropy(similarity, positive);
        }, [x]);
    }

    static void Check(Func<Tensor> function, List<Tensor> inputs)
    {
        var gradients = autograd.grad([function()], inputs, allow_unused: true);
        for (int i = 0; i < inputs.Count; i++)
        {
            using var scope = NewDisposeScope();
            Near.Equal(Differences(function, inputs[i]), gradients[i], Tolerance, $"gradient {i}");
        }
    }

    static Tensor Differences(Func<Tensor> function, Tensor input)
    {
        using var quiet = no_grad();
        var flat = input.view(-1);
        var slopes = new double[flat.numel()];
        for (int i = 0; i < slopes.Length; i++)
        {
            using var scope = NewDisposeScope();
            flat[i].add_(Step);
            double up = function().ToDouble();
            flat[i].sub_(2 * Step);
            double down = function().ToDouble();
            flat[i].add_(Step);
            slopes[i] = (up - down) / (2 * Step);
        }
        return tensor(slopes, input.shape);
    }
}
