using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.TorchSharpStandIn.Tests;

/// <summary>One layer in C# and in Python, and the shape of an input for it.</summary>
public sealed record LayerCase(string Python, Func<nn.Module<Tensor, Tensor>> Make, long[] Shape)
{
    public static TheoryData<string> Names => [.. All.Select(c => c.Python)];

    static LayerCase[] All { get; } =
    [
        new("nn.Conv1d(2, 4, 5)", () => Conv1d(2, 4, 5), [3, 2, 17]),
        new("nn.Conv1d(2, 4, 5, 2, 2, 2)", () => Conv1d(2, 4, 5, 2, 2, 2), [3, 2, 17]),
        new("nn.Conv1d(4, 6, 3, groups=2, bias=False)", () => Conv1d(4, 6, 3, groups: 2, bias: false), [2, 4, 9]),
        new("nn.Conv1d(2, 3, 4, padding='same')", () => Conv1d(2, 3, 4, Padding.Same), [2, 2, 9]),
        new("nn.Conv1d(2, 3, 5, padding=2, padding_mode='reflect')", () => Conv1d(2, 3, 5, 1, 2, 1, PaddingModes.Reflect), [2, 2, 9]),
        new("nn.Conv1d(2, 3, 5, padding=2, padding_mode='replicate')", () => Conv1d(2, 3, 5, 1, 2, 1, PaddingModes.Replicate), [2, 2, 9]),
        new("nn.Conv1d(2, 3, 5, padding=2, padding_mode='circular')", () => Conv1d(2, 3, 5, 1, 2, 1, PaddingModes.Circular), [2, 2, 9]),
        new("nn.ConvTranspose1d(3, 2, 4)", () => ConvTranspose1d(3, 2, 4), [2, 3, 6]),
        new("nn.ConvTranspose1d(3, 2, 4, 2, 1, 1)", () => ConvTranspose1d(3, 2, 4, 2, 1, 1), [2, 3, 6]),
        new("nn.BatchNorm1d(3)", () => BatchNorm1d(3), [4, 3, 5]),
        new("nn.BatchNorm1d(3, 1e-3, 0.2)", () => BatchNorm1d(3, 1e-3, 0.2), [6, 3]),
        new("nn.BatchNorm1d(3, affine=False)", () => BatchNorm1d(3, affine: false), [6, 3]),
        new("nn.MaxPool1d(2)", () => MaxPool1d(2), [2, 3, 9]),
        new("nn.MaxPool1d(3, 2, 1, 2, ceil_mode=True)", () => MaxPool1d(3, 2, 1, 2, true), [2, 3, 12]),
        new("nn.AvgPool1d(2)", () => AvgPool1d(2), [2, 3, 9]),
        new("nn.AvgPool1d(3, 2, 1)", () => AvgPool1d(3, 2, 1), [2, 3, 9]),
        new("nn.AdaptiveAvgPool1d(4)", () => AdaptiveAvgPool1d(4), [2, 3, 9]),
        new("nn.Linear(7, 4)", () => Linear(7, 4), [3, 7]),
        new("nn.Linear(7, 4, False)", () => Linear(7, 4, false), [2, 3, 7]),
        new("nn.Dropout(0.0)", () => Dropout(0.0), [3, 7]),
        new("nn.LeakyReLU()", () => LeakyReLU(), [3, 7]),
        new("nn.LeakyReLU(0.3)", () => LeakyReLU(0.3), [3, 7]),
        new("nn.ReLU()", () => ReLU(), [3, 7]),
        new("nn.Tanh()", () => Tanh(), [3, 7]),
        new("nn.Sigmoid()", () => Sigmoid(), [3, 7]),
        new("nn.GELU()", () => GELU(), [3, 7]),
        new("nn.Softplus(2, 3)", () => Softplus(2, 3), [3, 7]),
        new("nn.Softmax(1)", () => Softmax(1), [3, 7]),
        new("nn.LogSoftmax(1)", () => LogSoftmax(1), [3, 7]),
        new("nn.Flatten()", () => Flatten(), [2, 3, 4]),
        new("nn.Identity()", () => Identity(), [2, 3]),
        new("nn.Sequential(nn.Conv1d(1, 3, 5), nn.LeakyReLU(0.01), nn.MaxPool1d(2), nn.Flatten(), nn.Linear(18, 4), nn.Tanh())",
            () => Sequential(Conv1d(1, 3, 5), LeakyReLU(0.01), MaxPool1d(2), Flatten(), Linear(18, 4), Tanh()), [2, 1, 16]),
    ];

    public static LayerCase Named(string python) => All.Single(c => c.Python == python);
}
