using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.TorchSharpStandIn.Tests;

/// <summary>
/// One function of x, y [3, 4] (float32), p [3, 4] in (0.1, 0.9), i (three class numbers below 4), m (truth values like x) and
/// s [2, 3, 8], in C# and in Python.
/// </summary>
public sealed record FunctionCase(string Python, Func<FunctionCase.Inputs, Tensor> Compute)
{
    public sealed record Inputs(Tensor X, Tensor Y, Tensor P, Tensor I, Tensor M, Tensor S);

    public static TheoryData<string> Names => [.. All.Select(c => c.Python)];

    static IEnumerable<FunctionCase> All =>
        [.. Pointwise, .. Arithmetic, .. Comparisons, .. Reductions, .. Shapes, .. Indexed, .. Made, .. Functional];

    static FunctionCase[] Pointwise { get; } =
    [
        new("x.exp()", i => i.X.exp()),
        new("x.expm1()", i => i.X.expm1()),
        new("p.log()", i => i.P.log()),
        new("p.log2()", i => i.P.log2()),
        new("p.log10()", i => i.P.log10()),
        new("p.log1p()", i => i.P.log1p()),
        new("p.sqrt()", i => i.P.sqrt()),
        new("p.rsqrt()", i => i.P.rsqrt()),
        new("x.tanh()", i => i.X.tanh()),
        new("x.sigmoid()", i => i.X.sigmoid()),
        new("x.abs()", i => i.X.abs()),
        new("-x", i => -i.X),
        new("x.sin()", i => i.X.sin()),
        new("x.cos()", i => i.X.cos()),
        new("x.tan()", i => i.X.tan()),
        new("p.asin()", i => i.P.asin()),
        new("p.acos()", i => i.P.acos()),
        new("x.atan()", i => i.X.atan()),
        new("x.sinh()", i => i.X.sinh()),
        new("x.cosh()", i => i.X.cosh()),
        new("x.floor()", i => i.X.floor()),
        new("x.ceil()", i => i.X.ceil()),
        new("x.round()", i => i.X.round()),
        new("x.trunc()", i => i.X.trunc()),
        new("x.erf()", i => i.X.erf()),
        new("x.square()", i => i.X.square()),
        new("x.sign()", i => i.X.sign()),
        new("x.reciprocal()", i => i.X.reciprocal()),
        new("x.relu()", i => i.X.relu()),
        new("F.silu(x)", i => i.X.silu()),
        new("x.exp2()", i => i.X.exp2()),
        new("x.frac()", i => i.X.frac()),
        new("x.clamp(-0.5, 0.5)", i => i.X.clamp(-0.5, 0.5)),
        new("x.clamp(min=0)", i => i.X.clamp(min: 0)),
        new("x.clip(max=0.2)", i => i.X.clip(max: 0.2)),
        new("x.softmax(1)", i => i.X.softmax(1)),
        new("x.log_softmax(0)", i => i.X.log_softmax(0)),
        new("x.atan2(y)", i => i.X.atan2(i.Y)),
        new("x.masked_fill(m, 2.5)", i => i.X.masked_fill(i.M, 2.5)),
        new("x.masked_select(m)", i => i.X.masked_select(i.M)),
        new("torch.where(m, x, y)", i => torch.where(i.M, i.X, i.Y)),
        new("(x / 0).nan_to_num(0.0, 1.0, -1.0)", i => (i.X / 0).nan_to_num(0, 1, -1)),
        new("(x / 0).isinf()", i => (i.X / 0).isinf()),
        new("(x / 0).isfinite()", i => (i.X / 0).isfinite()),
        new("x.isnan()", i => i.X.isnan()),
        new("~m", i => ~i.M),
        new("m & (x > 0)", i => i.M & (i.X > 0)),
        new("m | (x > 0)", i => i.M | (i.X > 0)),
        new("m.logical_not()", i => i.M.logical_not()),
        new("m.logical_and(x > 0)", i => i.M.logical_and(i.X > 0)),
        new("m.logical_or(x > 0)", i => i.M.logical_or(i.X > 0)),
    ];

    static FunctionCase[] Arithmetic { get; } =
    [
        new("x + y", i => i.X + i.Y),
        new("x - y", i => i.X - i.Y),
        new("x * y", i => i.X * i.Y),
        new("x / y", i => i.X / i.Y),
        new("x + 2", i => i.X + 2),
        new("2 + x", i => 2 + i.X),
        new("x - 2.5", i => i.X - 2.5),
        new("2 - x", i => 2 - i.X),
        new("x * 3", i => i.X * 3),
        new("3.0 * x", i => 3.0 * i.X),
        new("x / 4", i => i.X / 4),
        new("4 / x", i => 4 / i.X),
        new("x % 0.3", i => i.X % 0.3),
        new("x.add(y, alpha=0.5)", i => i.X.add(i.Y, 0.5)),
        new("x.sub(y)", i => i.X.sub(i.Y)),
        new("p.pow(x)", i => i.P.pow(i.X)),
        new("x.pow(2)", i => i.X.pow(2)),
        new("p.pow(0.5)", i => i.P.pow(0.5)),
        new("x.clone().add_(y).mul_(2).sub_(1).div_(3)", i => i.X.clone().add_(i.Y).mul_(2).sub_(1).div_(3)),
        new("x.clone().pow_(2)", i => i.X.clone().pow_(2)),
        new("x.clone().clamp_(-0.1, 0.1)", i => i.X.clone().clamp_(-0.1, 0.1)),
        new("x.clone().exp_()", i => i.X.clone().exp_()),
        new("x.clone().fill_(2)", i => i.X.clone().fill_(2)),
        new("x.addcmul(x, y, value=0.5)", i => i.X.addcmul(i.X, i.Y, 0.5)),
        new("x.addcdiv(x, p, value=0.5)", i => i.X.addcdiv(i.X, i.P, 0.5)),
        new("x.lerp(y, p)", i => i.X.lerp(i.Y, i.P)),
        new("x.matmul(y.t())", i => i.X.matmul(i.Y.t())),
        new("x.mm(y.t())", i => i.X.mm(i.Y.t())),
        new("s.bmm(s.transpose(1, 2))", i => i.S.bmm(i.S.transpose(1, 2))),
        new("x.mv(y[0])", i => i.X.mv(i.Y[0])),
        new("x[0].dot(y[1])", i => i.X[0].dot(i.Y[1])),
        new("torch.outer(x[0], y[1])", i => torch.outer(i.X[0], i.Y[1])),
        new("torch.einsum('ij,kj->ik', x, y)", i => torch.einsum("ij,kj->ik", i.X, i.Y)),
        new("torch.cdist(x, y)", i => torch.cdist(i.X, i.Y)),
        new("x.double() + 1", i => i.X.@double() + 1),
        new("i + 0.5", i => i.I + 0.5),
    ];

    static FunctionCase[] Comparisons { get; } =
    [
        new("x == y", i => i.X == i.Y),
        new("x != y", i => i.X != i.Y),
        new("x < y", i => i.X < i.Y),
        new("x <= 0", i => i.X <= 0),
        new("x > y", i => i.X > i.Y),
        new("0 >= x", i => 0 >= i.X),
        new("i.eq(2)", i => i.I.eq(2)),
        new("x.maximum(y)", i => i.X.maximum(i.Y)),
        new("x.minimum(y)", i => i.X.minimum(i.Y)),
        new("x.isclose(y, 0.5, 0.5)", i => i.X.isclose(i.Y, 0.5, 0.5)),
    ];

    static FunctionCase[] Reductions { get; } =
    [
        new("x.sum()", i => i.X.sum()),
        new("x.sum(1)", i => i.X.sum(1)),
        new("x.sum([0, 1], keepdim=True)", i => i.X.sum([0, 1], true)),
        new("m.sum()", i => i.M.sum()),
        new("x.mean()", i => i.X.mean()),
        new("x.mean([1], True)", i => i.X.mean([1], true)),
        new("x.var()", i => i.X.var()),
        new("x.var(1, False)", i => i.X.var(1, false)),
        new("x.std()", i => i.X.std()),
        new("x.std(0, True, True)", i => i.X.std(0, true, true)),
        new("x.prod()", i => i.X.prod()),
        new("x.max()", i => i.X.max()),
        new("x.max(1).values", i => i.X.max(1).values),
        new("x.max(1).indices", i => i.X.max(1).indexes),
        new("x.min()", i => i.X.min()),
        new("x.min(0, True).values", i => i.X.min(0, true).values),
        new("x.argmax()", i => i.X.argmax()),
        new("x.argmax(1)", i => i.X.argmax(1)),
        new("x.argmin(0)", i => i.X.argmin(0)),
        new("x.amax(1)", i => i.X.amax(1)),
        new("x.amin(0)", i => i.X.amin(0)),
        new("x.norm()", i => i.X.norm()),
        new("x.norm(p=1, dim=1, keepdim=True)", i => i.X.norm(1, true, 1)),
        new("x.logsumexp(1)", i => i.X.logsumexp(1)),
        new("m.all()", i => i.M.all()),
        new("m.any(1)", i => i.M.any(1)),
        new("m.all(1)", i => i.M.all(1)),
        new("m.any()", i => i.M.any()),
        new("x.cumsum(1)", i => i.X.cumsum(1)),
        new("x.median()", i => i.X.median()),
        new("x.topk(2).values", i => i.X.topk(2).values),
        new("x.topk(2, 0, False).indices", i => i.X.topk(2, 0, false).indexes),
        new("x.sort(1, True).values", i => i.X.sort(1, true).Values),
        new("x.sort(0).indices", i => i.X.sort(0).Indices),
        new("x.argsort(1)", i => i.X.argsort(1)),
        new("i.bincount(minlength=5)", i => i.I.bincount(null, 5)),
        new("m.count_nonzero()", i => i.M.count_nonzero()),
        new("m.nonzero()", i => i.M.nonzero()),
    ];

    static FunctionCase[] Shapes { get; } =
    [
        new("x.reshape(2, 6)", i => i.X.reshape(2, 6)),
        new("x.view(-1)", i => i.X.view(-1)),
        new("s.flatten(1)", i => i.S.flatten(1)),
        new("x.unflatten(1, (2, 2))", i => i.X.unflatten(1, 2, 2)),
        new("s.transpose(0, 2)", i => i.S.transpose(0, 2)),
        new("x.t()", i => i.X.t()),
        new("s.permute(2, 0, 1)", i => i.S.permute(2, 0, 1)),
        new("x.unsqueeze(1)", i => i.X.unsqueeze(1)),
        new("x.unsqueeze(1).squeeze()", i => i.X.unsqueeze(1).squeeze()),
        new("x.unsqueeze(1).squeeze(1)", i => i.X.unsqueeze(1).squeeze(1)),
        new("x[:1].expand(5, 4)", i => i.X[TensorIndex.Slice(0, 1)].expand(5, 4)),
        new("x.repeat(2, 3)", i => i.X.repeat(2, 3)),
        new("x.repeat_interleave(2, 1)", i => i.X.repeat_interleave(2, 1)),
        new("x.t().contiguous()", i => i.X.t().contiguous()),
        new("x.narrow(1, 1, 2)", i => i.X.narrow(1, 1, 2)),
        new("x.select(0, 1)", i => i.X.select(0, 1)),
        new("x[:, 0:4:2]", i => i.X.slice(1, 0, 4, 2)),
        new("x.split(2, 1)[1]", i => i.X.split(2, 1)[1]),
        new("x.split([1, 3], 1)[1]", i => i.X.split([1, 3], 1)[1]),
        new("x.chunk(2)[0]", i => i.X.chunk(2)[0]),
        new("x.unbind(1)[2]", i => i.X.unbind(1)[2]),
        new("x.roll(1, 1)", i => i.X.roll(1, 1)),
        new("x.flip(0, 1)", i => i.X.flip(0, 1)),
        new("x.tril()", i => i.X.tril()),
        new("x.triu(1)", i => i.X.triu(1)),
        new("x[:3, :3].diag()", i => i.X[.., ..3].diag()),
        new("x.diagonal(1)", i => i.X.diagonal(1)),
        new("torch.cat([x, y], 1)", i => torch.cat([i.X, i.Y], 1)),
        new("torch.stack([x, y], 1)", i => torch.stack([i.X, i.Y], 1)),
        new("x[:1].expand_as(y)", i => i.X[..1].expand_as(i.Y)),
    ];

    static FunctionCase[] Indexed { get; } =
    [
        new("x[1]", i => i.X[1]),
        new("x[-1, 2]", i => i.X[-1, 2]),
        new("x[:, 1]", i => i.X[TensorIndex.Colon, 1]),
        new("x[..., 1]", i => i.X[TensorIndex.Ellipsis, 1]),
        new("x[1:3, ::2]", i => i.X[1..3, TensorIndex.Slice(step: 2)]),
        new("x[:, -2:]", i => i.X[.., ^2..]),
        new("x[None]", i => i.X[TensorIndex.None]),
        new("x[:, None, 1]", i => i.X[TensorIndex.Colon, TensorIndex.None, 1]),
        new("x[m]", i => i.X[i.M]),
        new("x[i % 3]", i => i.X[i.I % 3]),
        new("x[torch.arange(3), i]", i => i.X[arange(3, ScalarType.Int64), i.I]),
        new("x[:, i]", i => i.X[TensorIndex.Colon, TensorIndex.Tensor(i.I)]),
        new("x[..., i]", i => i.X[TensorIndex.Ellipsis, TensorIndex.Tensor(i.I)]),
        new("s[1, :, 2:5]", i => i.S[1, .., 2..5]),
        new("x.index_select(1, i)", i => i.X.index_select(1, i.I)),
        new("x.gather(1, i.unsqueeze(1))", i => i.X.gather(1, i.I.unsqueeze(1))),
        new("x.scatter(1, i.unsqueeze(1), y)", i => i.X.scatter(1, i.I.unsqueeze(1), i.Y)),
        new("torch.zeros(3, 4).scatter_add_(1, i.unsqueeze(1), y)", i => zeros(3, 4).scatter_add_(1, i.I.unsqueeze(1), i.Y)),
        new("torch.zeros(5, 4).index_add_(0, i, x, alpha=2)", i => zeros(5, 4).index_add_(0, i.I, i.X, 2)),
        new("x.take(i)", i => i.X.take(i.I)),
        new("torch.zeros(5, 4).index_copy_(0, i, x)", i => zeros(5, 4).index_copy_(0, i.I, i.X)),
    ];

    static FunctionCase[] Made { get; } =
    [
        new("torch.zeros(2, 3)", _ => zeros(2, 3)),
        new("torch.ones(2, dtype=torch.int64)", _ => ones(2, ScalarType.Int64)),
        new("torch.full((2, 2), 1.5)", _ => full(2, 2, 1.5)),
        new("torch.arange(5)", _ => arange(5)),
        new("torch.arange(1, 3, 0.5)", _ => arange(1, 3, 0.5)),
        new("torch.arange(2, 6)", _ => arange(2, 6)),
        new("torch.linspace(200, 1591, 7)", _ => linspace(200, 1591, 7)),
        new("torch.eye(3)", _ => eye(3)),
        new("torch.eye(2, 3)", _ => eye(2, 3)),
        new("torch.full_like(x, 3)", i => full_like(i.X, 3)),
        new("torch.zeros_like(i)", i => zeros_like(i.I)),
        new("torch.ones_like(x)", i => ones_like(i.X)),
        new("torch.manual_seed(3); v = torch.rand(4)", _ => Seeded(() => rand(4))),
        new("torch.manual_seed(3); v = torch.randn(2, 20)", _ => Seeded(() => randn(2, 20))),
        new("torch.manual_seed(3); v = torch.randint(2, 9, (6,))", _ => Seeded(() => randint(2, 9, 6))),
        new("torch.manual_seed(3); v = torch.randperm(9)", _ => Seeded(() => randperm(9))),
        new("torch.manual_seed(3); v = torch.bernoulli(p)", i => Seeded(() => bernoulli(i.P))),
        new("torch.manual_seed(3); v = torch.normal(1.0, 2.0, (3, 3))", _ => Seeded(() => normal(1.0, 2.0, [3, 3]))),
        new("torch.manual_seed(3); v = torch.multinomial(p, 2)", i => Seeded(() => multinomial(i.P, 2))),
        new("torch.manual_seed(3); v = x.clone().normal_(1, 2)", i => Seeded(() => i.X.clone().normal_(1, 2))),
        new("torch.manual_seed(3); v = x.clone().uniform_(1, 2)", i => Seeded(() => i.X.clone().uniform_(1, 2))),
        new("torch.manual_seed(3); v = x.clone().bernoulli_(0.3)", i => Seeded(() => i.X.clone().bernoulli_(0.3))),
        new("torch.manual_seed(3); v = F.dropout(x, 0.4)", i => Seeded(() => functional.dropout(i.X, 0.4))),
        new("torch.manual_seed(3); v = nn.init.xavier_uniform_(x.clone())", i => Seeded(() => init.xavier_uniform_(i.X.clone()))),
        new("torch.manual_seed(3); v = nn.init.kaiming_normal_(x.clone(), nonlinearity='relu')", i =>
            Seeded(() => init.kaiming_normal_(i.X.clone(), nonlinearity: init.NonlinearityType.ReLU))),
        new("torch.manual_seed(3); v = nn.init.orthogonal_(x.clone())", i => Seeded(() => init.orthogonal_(i.X.clone()))),
        new("torch.manual_seed(3); v = nn.init.kaiming_uniform_(x.clone(), mode='fan_out')", i =>
            Seeded(() => init.kaiming_uniform_(i.X.clone(), mode: init.FanInOut.FanOut))),
    ];

    static FunctionCase[] Functional { get; } =
    [
        new("F.normalize(x)", i => functional.normalize(i.X)),
        new("F.normalize(x, 1, 0)", i => functional.normalize(i.X, 1, 0)),
        new("F.cosine_similarity(x, y)", i => functional.cosine_similarity(i.X, i.Y)),
        new("F.pairwise_distance(x, y)", i => functional.pairwise_distance(i.X, i.Y)),
        new("F.one_hot(i, 5)", i => functional.one_hot(i.I, 5)),
        new("F.pad(s, [1, 2])", i => functional.pad(i.S, [1, 2])),
        new("F.pad(x, [1, 0], 'constant', 7)", i => functional.pad(i.X, [1, 0], PaddingModes.Constant, 7)),
        new("F.pad(s, [1, 2], 'reflect')", i => functional.pad(i.S, [1, 2], PaddingModes.Reflect)),
        new("F.pad(s, [1, 2], 'replicate')", i => functional.pad(i.S, [1, 2], PaddingModes.Replicate)),
        new("F.interpolate(s, 5)", i => functional.interpolate(i.S, [5])),
        new("F.interpolate(s, 13, mode='linear')", i => functional.interpolate(i.S, [13], mode: InterpolationMode.Linear)),
        new("F.interpolate(s, 13, mode='linear', align_corners=True)", i =>
            functional.interpolate(i.S, [13], null, InterpolationMode.Linear, true)),
        new("F.interpolate(s, scale_factor=0.4, mode='linear')", i => functional.interpolate(i.S, null, [0.4], InterpolationMode.Linear)),
        new("F.interpolate(s, 3, mode='area')", i => functional.interpolate(i.S, [3], mode: InterpolationMode.Area)),
        new("F.softplus(x)", i => functional.softplus(i.X)),
        new("F.elu(x, 0.5)", i => functional.elu(i.X, 0.5)),
        new("F.leaky_relu(x, 0.2)", i => functional.leaky_relu(i.X, 0.2)),
        new("F.layer_norm(x, [4])", i => functional.layer_norm(i.X, [4])),
        new("F.batch_norm(x, y[0], p[0])", i => functional.batch_norm(i.X, i.Y[0], i.P[0])),
        new("F.max_pool1d(s, 3, 2)", i => functional.max_pool1d(i.S, 3, 2)),
        new("F.avg_pool1d(s, 3)", i => functional.avg_pool1d(i.S, 3)),
        new("F.adaptive_avg_pool1d(s, 3)", i => functional.adaptive_avg_pool1d(i.S, 3)),
        new("F.conv1d(s, s, padding=2)", i => functional.conv1d(i.S, i.S, padding: 2)),
        new("F.conv_transpose1d(s, s.transpose(0, 1), stride=2)", i => functional.conv_transpose1d(i.S, i.S.transpose(0, 1), stride: 2)),
        new("F.linear(x, y, x[:, 0])", i => functional.linear(i.X, i.Y, i.X[.., 0])),
        new("F.gelu(x)", i => functional.gelu(i.X)),
        new("torch.tanh(x)", i => functional.tanh(i.X)),
    ];

    public static FunctionCase Named(string python) => All.Single(c => c.Python == python);

    static Tensor Seeded(Func<Tensor> draw)
    {
        manual_seed(3);
        return draw();
    }
}
