using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.TorchSharpStandIn.Tests;

/// <summary>Code in the style of TorchSharp's own samples: it must compile against the official package as it stands.</summary>
public class ApiShapeTests
{
    [Fact]
    public void TrainingLoop_OnTwoEasyClasses_LearnsThem()
    {
        torch.random.manual_seed(1);
        using var model = new Net("net", 64, 2);
        using var optimizer = optim.Adam(model.parameters(), 1e-2, 0.9, 0.999);
        using var loss = CrossEntropyLoss();
        var scheduler = optim.lr_scheduler.StepLR(optimizer, 20, 0.7);
        model.train();
        double last = double.NaN;
        for (int epoch = 0; epoch < 40; epoch++)
        {
            using var d = NewDisposeScope();
            var (data, target) = Batch(32);
            optimizer.zero_grad();
            var prediction = model.call(data);
            var output = loss.call(prediction, target);
            output.backward();
            optimizer.step();
            scheduler.step();
            last = output.ToDouble();
        }
        Assert.True(last < 0.2, $"loss {last}");
        Assert.Equal(1.0, Accuracy(model));
    }

    [Fact]
    public void StateDict_OfTheSampleNet_HasTheFieldNames()
    {
        using var model = new Net("net", 64, 2);
        Assert.Equal(["conv1.weight", "conv1.bias", "fc1.weight", "fc1.bias", "scale"], model.state_dict().Keys.OrderBy(Rank));
        static int Rank(string key) => key switch { "conv1.weight" => 0, "conv1.bias" => 1, "fc1.weight" => 2, "fc1.bias" => 3, _ => 4 };
    }

    static double Accuracy(Net model)
    {
        model.eval();
        using var d = NewDisposeScope();
        using var n = no_grad();
        var (data, target) = Batch(64);
        var prediction = model.call(data).argmax(1);
        return prediction.eq(target).sum().ToDouble() / 64;
    }

    /// <summary>Noise with a line at one of two places.</summary>
    static (Tensor data, Tensor target) Batch(int size)
    {
        var target = randint(2, size);
        var data = randn(size, 1, 64) * 0.1;
        for (int i = 0; i < size; i++)
            data[i, 0, target[i].ToInt32() == 0 ? 10 : 40] = tensor(3f);
        return (data, target);
    }

#pragma warning disable IDE1006 // A field's name is the parameter's name in the state dictionary.
    sealed class Net : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> conv1;
        private readonly nn.Module<Tensor, Tensor> activation = LeakyReLU(0.1);
        private readonly nn.Module<Tensor, Tensor> pool1 = MaxPool1d(2);
        private readonly nn.Module<Tensor, Tensor> flatten = Flatten();
        private readonly nn.Module<Tensor, Tensor> dropout1 = Dropout(0.25);
        private readonly nn.Module<Tensor, Tensor> fc1;
        private readonly Tensor scale = torch.ones(1);

        public Net(string name, long length, long classes)
            : base(name)
        {
            conv1 = Conv1d(1, 8, 5);
            fc1 = Linear(8 * ((length - 4) / 2), classes);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var x = conv1.call(input * scale);
            using var y = pool1.call(activation.call(x));
            return fc1.call(dropout1.call(flatten.call(y)));
        }
    }
#pragma warning restore IDE1006
}
