using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.TorchSharpStandIn.Tests;

/// <summary>One loss of x [4, 3] in C# and in Python; t holds class numbers, p values in (0, 1), w class weights.</summary>
public sealed record LossCase(string Python, Func<LossCase.Inputs, Tensor> Loss)
{
    public sealed record Inputs(Tensor X, Tensor T, Tensor P, Tensor W);

    public static TheoryData<string> Names => [.. All.Select(c => c.Python)];

    static LossCase[] All { get; } =
    [
        new("F.cross_entropy(x, t)", i => functional.cross_entropy(i.X, i.T)),
        new("F.cross_entropy(x, t, w)", i => functional.cross_entropy(i.X, i.T, i.W)),
        new("F.cross_entropy(x, t, w, label_smoothing=0.1)",
            i => functional.cross_entropy(i.X, i.T, i.W, -100, nn.Reduction.Mean, 0.1)),
        new("F.cross_entropy(x, t, reduction='sum')", i => functional.cross_entropy(i.X, i.T, reduction: nn.Reduction.Sum)),
        new("F.cross_entropy(x, t, ignore_index=1)", i => functional.cross_entropy(i.X, i.T, ignore_index: 1)),
        new("F.cross_entropy(x, p)", i => functional.cross_entropy(i.X, i.P)),
        new("nn.CrossEntropyLoss(w)(x, t)", i => CrossEntropyLoss(i.W).call(i.X, i.T)),
        new("F.nll_loss(F.log_softmax(x, 1), t, w)", i => functional.nll_loss(i.X.log_softmax(1), i.T, i.W)),
        new("F.mse_loss(x, p)", i => functional.mse_loss(i.X, i.P)),
        new("nn.MSELoss()(x, p)", i => MSELoss().call(i.X, i.P)),
        new("F.mse_loss(x, p, reduction='sum')", i => functional.mse_loss(i.X, i.P, nn.Reduction.Sum)),
        new("F.l1_loss(x, p)", i => functional.l1_loss(i.X, i.P)),
        new("F.smooth_l1_loss(x, p)", i => functional.smooth_l1_loss(i.X, i.P)),
        new("F.binary_cross_entropy_with_logits(x, p)", i => functional.binary_cross_entropy_with_logits(i.X, i.P)),
        new("F.binary_cross_entropy_with_logits(x, p, pos_weight=w)",
            i => functional.binary_cross_entropy_with_logits(i.X, i.P, pos_weights: i.W)),
        new("nn.BCEWithLogitsLoss()(x, p)", i => BCEWithLogitsLoss().call(i.X, i.P)),
        new("F.binary_cross_entropy(torch.sigmoid(x), p)", i => functional.binary_cross_entropy(i.X.sigmoid(), i.P)),
        new("F.kl_div(F.log_softmax(x, 1), p)", i => functional.kl_div(i.X.log_softmax(1), i.P, false)),
    ];

    public static LossCase Named(string python) => All.Single(c => c.Python == python);

    public static Inputs MakeInputs(ScalarType type)
    {
        manual_seed(5);
        return new(randn([4, 3], type), tensor(new long[] { 0, 2, 1, 2 }), rand([4, 3], type), tensor(new[] { 0.5, 2.0, 1.5 }, type));
    }
}
