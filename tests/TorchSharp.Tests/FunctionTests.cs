using static TorchSharp.torch;

namespace RoverRaman.TorchSharpStandIn.Tests;

public class FunctionTests(PythonReference python)
{
    [Theory]
    [MemberData(nameof(FunctionCase.Names), MemberType = typeof(FunctionCase))]
    public void Function_OfTheSameTensors_EqualsPython(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        var x = randn(3, 4);
        var inputs = new FunctionCase.Inputs(x, randn(3, 4), (rand(3, 4) * 0.8) + 0.1, tensor(new long[] { 2, 0, 3 }), randn(3, 4) > 0,
            randn(2, 3, 8));
        string code = name.Contains("v = ", StringComparison.Ordinal) ? name : "v = " + name;
        var expected = python.Run(code, new Dictionary<string, Tensor>
        {
            ["x"] = inputs.X,
            ["y"] = inputs.Y,
            ["p"] = inputs.P,
            ["i"] = inputs.I,
            ["m"] = inputs.M,
            ["s"] = inputs.S,
        }, "v")["v"];
        var actual = FunctionCase.Named(name).Compute(inputs);
        Assert.Equal(expected.dtype, actual.dtype);
        Near.Equal(expected.nan_to_num(), actual.nan_to_num(), 1e-6, name);
    }

    [Fact]
    public void Assignment_ByIndex_ChangesOnlyThatPart()
    {
        using var scope = NewDisposeScope();
        var x = zeros(3, 4);
        x[1] = ones(4);
        x[.., 3] = tensor(5f);
        x[x == 0] = tensor(-1f);
        x[tensor(new long[] { 0 }), tensor(new long[] { 2 })] = tensor(9f);
        Assert.Equal([-1, -1, 9, 5, 1, 1, 1, 5, -1, -1, -1, 5], x.data<float>().ToArray());
    }

    [Fact]
    public void Index_OfEverything_IsAnotherTensorOfTheSameData()
    {
        using var x = zeros(2);
        using (NewDisposeScope())
            x[..].add_(1);
        Assert.Equal([1, 1], x.data<float>().ToArray());
    }

    [Fact]
    public void Sum_OfALongDimension_IsNotAnElementType()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([2, 2, 2], ones(2, 3).sum(0L).data<float>().ToArray());
    }

    [Fact]
    public void Data_OfATransposedTensor_IsInRowOrder()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[,] { { 1f, 2f, 3f }, { 4f, 5f, 6f } }).t();
        Assert.Equal([1, 4, 2, 5, 3, 6], x.data<float>().ToArray());
        Assert.Equal(5f, x.data<float>()[1, 1]);
        Assert.Equal([1, 4, 2, 5, 3, 6], x.data<float>());
        x.data<float>()[2, 0] = 30;
        Assert.Equal(30f, x[2, 0].item<float>());
    }

    [Fact]
    public void Factories_FromArrays_KeepShapeTypeAndValues()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([2, 2], tensor(new double[] { 1, 2, 3, 4 }, 2, 2).shape);
        Assert.Equal([2, 1, 2], tensor(new long[,,] { { { 1, 2 } }, { { 3, 4 } } }).shape);
        Assert.Equal(ScalarType.Float32, tensor(new List<float> { 1, 2 }).dtype);
        Assert.Equal(ScalarType.Float64, tensor(new float[] { 1, 2 }, dtype: ScalarType.Float64).dtype);
        Assert.Equal([], tensor(3).shape);
        Assert.True(tensor(new float[] { 1 }, requires_grad: true).requires_grad);
        Assert.Equal(7, tensor(7L).item<long>());
        Assert.Equal([1, 0, 0, 0], tensor(1).bytes.ToArray());
    }
}
