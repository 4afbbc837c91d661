using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Module = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace RoverRaman.OnnxExport.Tests;

/// <summary>Layers in many settings, with the shape of one sample that each is fed.</summary>
static class Layers
{
    public static IReadOnlyDictionary<string, (Func<Module> Create, long[] Shape)> All { get; } = new Dictionary<string, (Func<Module>, long[])>
    {
        ["conv"] = (() => Conv1d(3, 5, 7), [3, 40]),
        ["conv, padding 3"] = (() => Conv1d(1, 16, 21, 1, 10), [1, 100]),
        ["conv, stride 2"] = (() => Conv1d(3, 5, 5, 2), [3, 40]),
        ["conv, stride 2, odd length"] = (() => Conv1d(3, 5, 5, 2, 2), [3, 41]),
        ["conv, stride 7, padding 1"] = (() => Conv1d(2, 4, 4, 7, 1), [2, 60]),
        ["conv, dilation 3"] = (() => Conv1d(2, 4, 5, 1, 6, 3), [2, 50]),
        ["conv, stride 3, dilation 2, padding 4"] = (() => Conv1d(2, 4, 5, 3, 4, 2), [2, 50]),
        ["conv, kernel 1"] = (() => Conv1d(8, 3, 1), [8, 20]),
        ["conv, kernel 1, stride 2"] = (() => Conv1d(8, 3, 1, 2), [8, 21]),
        ["conv, depthwise"] = (() => Conv1d(6, 6, 9, 1, 4, 1, PaddingModes.Zeros, 6), [6, 30]),
        ["conv, groups of two"] = (() => Conv1d(4, 6, 3, 1, 1, 1, PaddingModes.Zeros, 2), [4, 30]),
        ["conv, no bias"] = (() => Conv1d(3, 5, 5, 1, 2, 1, PaddingModes.Zeros, 1, false), [3, 30]),
        ["conv, one output"] = (() => Conv1d(3, 5, 20), [3, 20]),
        ["conv, kernel as long as the input, padding 3"] = (() => Conv1d(16, 8, 87, 1, 3), [16, 87]),
        ["conv, same"] = (() => Conv1d(3, 5, 7, Padding.Same), [3, 30]),
        ["conv, same, even kernel"] = (() => Conv1d(3, 5, 8, Padding.Same), [3, 30]),
        ["conv, zero weights"] = (() => Zeroed(Conv1d(3, 5, 7, 2, 3)), [3, 30]),
        ["transposed conv"] = (() => ConvTranspose1d(4, 3, 5), [4, 20]),
        ["transposed conv, stride 2, padding 1"] = (() => ConvTranspose1d(4, 3, 4, 2, 1), [4, 20]),
        ["transposed conv, stride 3, output padding 2"] = (() => ConvTranspose1d(4, 3, 5, 3, 1, 2), [4, 20]),
        ["transposed conv, dilation 2"] = (() => ConvTranspose1d(4, 3, 3, 2, 0, 0, 2), [4, 15]),
        ["transposed conv, groups, no bias"] = (() => ConvTranspose1d(4, 6, 3, 2, 1, 1, 1, PaddingModes.Zeros, 2, false), [4, 15]),
        ["batch norm"] = (() => Settled(BatchNorm1d(6), 6), [6, 25]),
        ["batch norm of features"] = (() => Settled(BatchNorm1d(6), 6), [6]),
        ["batch norm, epsilon 0.01"] = (() => Settled(BatchNorm1d(6, 0.01), 6), [6, 25]),
        ["batch norm, not affine"] = (() => Settled(BatchNorm1d(6, 1e-5, 0.1, false), 6), [6, 25]),
        ["plane of a trunk"] = (() => new Plane(Sequential(
            Conv1d(3, 8, 15, 2, 7, 1, PaddingModes.Zeros, 1, false), Settled(BatchNorm1d(8), 8), LeakyReLU(0.1), AvgPool1d(2, 2), Dropout(0.2),
            Conv1d(8, 8, 9, 1, 4, 1, PaddingModes.Zeros, 8), Conv1d(8, 4, 20, 1, 3))), [3, 80]),
        ["plane of a maximum and a dilation"] = (() => new Plane(Sequential(Conv1d(2, 4, 5, 1, 6, 3), MaxPool1d(3, 2, 1), ReLU())), [2, 50]),
        ["plane between other layers"] = (() => Sequential(Conv1d(3, 4, 5), new Plane(Conv1d(4, 6, 3)), Flatten(), Linear(6 * 14, 2)), [3, 20]),
        ["max pool 2"] = (() => MaxPool1d(2), [3, 40]),
        ["max pool 2, odd length"] = (() => MaxPool1d(2), [3, 41]),
        ["max pool 6"] = (() => MaxPool1d(6), [3, 1392]),
        ["max pool 3, stride 2, padding 1"] = (() => MaxPool1d(3, 2, 1), [3, 41]),
        ["max pool 5, stride 3, ceiling"] = (() => MaxPool1d(5, 3, 0, 1, true), [3, 40]),
        ["max pool 4, stride 3, padding 2, ceiling"] = (() => MaxPool1d(4, 3, 2, 1, true), [3, 41]),
        ["max pool 3, dilation 2"] = (() => MaxPool1d(3, 1, 0, 2), [3, 40]),
        ["max pool of everything"] = (() => MaxPool1d(40), [3, 40]),
        ["max pool 1"] = (() => MaxPool1d(1), [3, 10]),
        ["max pool, long input"] = (() => MaxPool1d(4), [1, 5000]),
        ["average pool 2"] = (() => AvgPool1d(2), [3, 40]),
        ["average pool 3, stride 2"] = (() => AvgPool1d(3, 2), [3, 41]),
        ["average pool 3, padding 1"] = (() => AvgPool1d(3, 1, 1), [3, 20]),
        ["average pool 3, padding 1, not counted"] = (() => AvgPool1d(3, 1, 1, false, false), [3, 20]),
        ["average pool 121"] = (() => AvgPool1d(121, 1), [1, 300]),
        ["linear"] = (() => Linear(20, 7), [20]),
        ["linear, no bias"] = (() => Linear(20, 7, false), [20]),
        ["linear, more dimensions"] = (() => Linear(20, 7), [3, 20]),
        ["dropout"] = (() => Dropout(0.5), [20]),
        ["leaky relu"] = (() => LeakyReLU(), [20]),
        ["leaky relu 0.1"] = (() => LeakyReLU(0.1), [3, 20]),
        ["relu"] = (() => ReLU(), [3, 20]),
        ["tanh"] = (() => Tanh(), [20]),
        ["sigmoid"] = (() => Sigmoid(), [20]),
        ["softmax"] = (() => Softmax(1), [20]),
        ["softmax over the last"] = (() => Softmax(-1), [3, 20]),
        ["softmax over channels"] = (() => Softmax(1), [3, 20]),
        ["flatten"] = (() => Flatten(), [3, 20]),
        ["flatten of features"] = (() => Flatten(), [20]),
        ["flatten, two of three"] = (() => Flatten(1, 2), [3, 4, 5]),
        ["identity"] = (() => Identity(), [3, 20]),
        ["nested"] = (() => Sequential(Sequential(Conv1d(1, 4, 5, 1, 2), LeakyReLU(), MaxPool1d(2)), Sequential(Flatten(), Sequential(Linear(40, 3), Softmax(1)))), [1, 20]),
        ["own module"] = (() => Sequential(new UnitMaximum(), Linear(20, 3)), [20]),
        ["paper"] = (() => Paper(6, 3, 20), [1392]),
    };

    public static (Module Module, long[] Shape) Create(string name)
    {
        _ = manual_seed(7);
        var (create, shape) = All[name];
        var module = create();
        module.eval();
        return (module, shape);
    }

    /// <summary>The paper's network (Figure 6) with pooling size m.</summary>
    public static Module Paper(int m, int blocks, int classes)
    {
        var length = 1392;
        for (var i = 0; i < blocks; i++)
            length /= m;
        return Sequential(
            ("scale", new UnitMaximum()),
            ("channel", new Channel()),
            ("blocks", Sequential(
                Conv1d(1, 16, 21, Padding.Same), LeakyReLU(), MaxPool1d(m),
                Conv1d(16, 32, 11, Padding.Same), LeakyReLU(), MaxPool1d(m),
                Conv1d(32, 64, 5, Padding.Same), LeakyReLU(), MaxPool1d(m))),
            ("flatten", Flatten()),
            ("dense", Linear(64 * length, 64)), ("tanh", Tanh()), ("dropout", Dropout(0.5)),
            ("head", Linear(64, classes)), ("softmax", Softmax(1)));
    }

    static Module Zeroed(Conv1d conv)
    {
        _ = init.zeros_(conv.weight!);
        return conv;
    }

    /// <summary>Batch normalisation with running figures other than 0 and 1, and weights other than 1 and 0.</summary>
    static Module Settled(BatchNorm1d norm, long channels)
    {
        norm.train();
        if (norm.weight is not null)
        {
            _ = init.uniform_(norm.weight, -2, 2);
            _ = init.uniform_(norm.bias!, -1, 1);
        }
        for (var i = 0; i < 5; i++)
            _ = norm.forward(rand(64, channels) * 0.3 - 0.5);
        return norm;
    }

    /// <summary>x / max(x) of each sample.</summary>
    sealed class UnitMaximum() : Module(nameof(UnitMaximum)), IOnnxExportable
    {
        public override Tensor forward(Tensor input) => input / input.max(1, true).values;

        public string Export(OnnxGraph graph, string input) =>
            graph.AddNode("Div", [input, graph.AddNode("ReduceMax", [input], new OnnxAttribute("axes", [1]), new OnnxAttribute("keepdims", 1))]);
    }

    /// <summary>[n, length] -> [n, 1, length].</summary>
    sealed class Channel() : Module(nameof(Channel)), IOnnxExportable
    {
        public override Tensor forward(Tensor input) => input.unsqueeze(1);

        public string Export(OnnxGraph graph, string input) => graph.AddNode("Unsqueeze", [input, graph.AddIntegers("axes", 1)]);
    }
}
