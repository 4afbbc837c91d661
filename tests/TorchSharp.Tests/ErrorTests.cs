using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace RoverRaman.TorchSharpStandIn.Tests;

public class ErrorTests
{
    [Fact]
    public void WrongShapes_GiveLibtorchsMessage()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => ones(2, 3).mm(ones(2, 3)));
        Assert.Contains("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", error.Message);
        Assert.Throws<ExternalException>(() => ones(2, 3) + ones(4));
        Assert.Throws<ExternalException>(() => ones(6).view(4));
        Assert.Throws<ExternalException>(() => ones(3)[5]);
    }

    [Fact]
    public void WrongChannels_GiveAnArgumentError()
    {
        using var layer = nn.Conv1d(2, 3, 3);
        using var x = ones(1, 1, 9);
        var error = Assert.Throws<ArgumentException>(() => layer.call(x));
        Assert.Contains("2 channels", error.Message);
    }

    [Fact]
    public void LabelOutsideTheClasses_IsAnErrorNotACrash()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => nn.functional.cross_entropy(ones(2, 3), tensor(new long[] { 0, 3 })));
        Assert.Contains("out of bounds", error.Message);
    }

    [Fact]
    public void SecondBackward_WithoutTheGraph_IsAnError()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        var y = x.square().sum();
        y.backward();
        Assert.Contains("second time", Assert.Throws<ExternalException>(() => y.backward()).Message);
    }

    [Fact]
    public void Data_OfAnotherType_SaysWhatTheTensorHolds()
    {
        using var x = ones(2);
        var error = Assert.Throws<ArgumentException>(() => x.data<double>());
        Assert.Contains("Float32", error.Message);
        Assert.Throws<ArgumentException>(() => x.item<float>());
        Assert.Throws<ArgumentException>(() => tensor(new float[] { 1, 2, 3 }, 2, 2));
        Assert.Throws<IndexOutOfRangeException>(() => x.data<float>()[2]);
    }

    [Fact]
    public void DisposedTensor_IsRefused()
    {
        var x = ones(2);
        x.Dispose();
        x.Dispose();
        Assert.ThrowsAny<InvalidOperationException>(() => x + 1);
    }

    [Fact]
    public void NoGrad_StopsRecordingUntilDisposed()
    {
        using var scope = NewDisposeScope();
        var x = ones(2, requires_grad: true);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
        }
        Assert.True((x * 2).requires_grad);
        Assert.False((x * 2).detach().requires_grad);
    }

    [Fact]
    public void ManualSeed_GivesTheSameTrainingTwice()
    {
        Assert.Equal(Train(), Train());

        static float[] Train()
        {
            using var scope = NewDisposeScope();
            manual_seed(17);
            using var model = nn.Sequential(nn.Conv1d(1, 4, 5), nn.Flatten(), nn.Dropout(0.5), nn.Linear(48, 3));
            using var optimizer = optim.Adam(model.parameters(), 1e-2, 0.9, 0.999);
            for (int i = 0; i < 5; i++)
            {
                optimizer.zero_grad();
                nn.functional.cross_entropy(model.call(randn(4, 1, 16)), randint(3, 4)).backward();
                optimizer.step();
            }
            return model.get_parameter("3.weight")!.data<float>().ToArray();
        }
    }

    [Fact]
    public void OwnGenerator_DrawsItsOwnStream()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var first = rand(3, generator: generator);
        manual_seed(1);
        var state = generator.get_state();
        var second = rand(3, generator: generator);
        generator.set_state(state);
        Assert.True(second.allclose(rand(3, generator: generator), 0, 0));
        generator.manual_seed(5);
        Assert.True(first.allclose(rand(3, generator: generator), 0, 0));
    }

    [Fact]
    public void AutogradGrad_OfAnUnusedInput_IsInvalidWhereAllowed()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true), unused = ones(2, requires_grad: true);
        var gradients = autograd.grad([x.pow(3).sum()], [x, unused], create_graph: true, allow_unused: true);
        Assert.True(gradients[1].IsInvalid);
        Assert.Equal([6, 6], autograd.grad([gradients[0].sum()], [x])[0].data<float>());
    }

    [Fact]
    public void Threads_AreSettable()
    {
        int before = get_num_threads();
        set_num_threads(1);
        Assert.Equal(1, get_num_threads());
        set_num_threads(before);
    }
}
