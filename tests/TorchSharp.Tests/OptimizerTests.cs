using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RoverRaman.TorchSharpStandIn.Tests;

/// <summary>Twenty steps of each optimizer, and the learning rates of each schedule, as python3-torch has them.</summary>
public class OptimizerTests(PythonReference python)
{
    public static TheoryData<string> Optimizers => [.. Makers.Keys];

    public static TheoryData<string> Schedules => [.. ScheduleMakers.Keys];

    static Dictionary<string, Func<IEnumerable<Parameter>, optim.Optimizer>> Makers { get; } = new()
    {
        ["torch.optim.Adam([w], 0.01)"] = p => optim.Adam(p, 0.01, 0.9, 0.999),
        ["torch.optim.Adam([w], 0.01, (0.8, 0.95), 1e-6, 0.1)"] = p => optim.Adam(p, 0.01, 0.8, 0.95, 1e-6, 0.1),
        ["torch.optim.Adam([w], 0.01, amsgrad=True)"] = p => optim.Adam(p, 0.01, 0.9, 0.999, amsgrad: true),
        ["torch.optim.Adam([w], 0.01, maximize=True)"] = p => optim.Adam(p, 0.01, 0.9, 0.999, maximize: true),
        ["torch.optim.AdamW([w], 0.01, weight_decay=0.05)"] = p => optim.AdamW(p, 0.01, 0.9, 0.999, weight_decay: 0.05),
        ["torch.optim.SGD([w], 0.05)"] = p => optim.SGD(p, 0.05),
        ["torch.optim.SGD([w], 0.05, 0.9, 0, 0.01)"] = p => optim.SGD(p, 0.05, 0.9, 0, 0.01),
        ["torch.optim.SGD([w], 0.05, 0.9, 0.2)"] = p => optim.SGD(p, 0.05, 0.9, 0.2),
        ["torch.optim.SGD([w], 0.05, 0.9, nesterov=True)"] = p => optim.SGD(p, 0.05, 0.9, nesterov: true),
    };

    static Dictionary<string, Func<optim.Optimizer, optim.lr_scheduler.LRScheduler>> ScheduleMakers { get; } = new()
    {
        ["StepLR(o, 3, 0.5)"] = o => optim.lr_scheduler.StepLR(o, 3, 0.5),
        ["ExponentialLR(o, 0.9)"] = o => optim.lr_scheduler.ExponentialLR(o, 0.9),
        ["LambdaLR(o, lambda e: 1 / (1 + e))"] = o => optim.lr_scheduler.LambdaLR(o, e => 1.0 / (1 + e)),
        ["CosineAnnealingLR(o, 12, 0.001)"] = o => optim.lr_scheduler.CosineAnnealingLR(o, 12, 0.001),
        ["OneCycleLR(o, 0.1, 30)"] = o => optim.lr_scheduler.OneCycleLR(o, 0.1, 30),
        ["OneCycleLR(o, 0.1, epochs=5, steps_per_epoch=6, pct_start=0.2, anneal_strategy='linear')"] = o =>
            optim.lr_scheduler.OneCycleLR(o, 0.1, epochs: 5, steps_per_epoch: 6, pct_start: 0.2,
                anneal_strategy: optim.lr_scheduler.impl.OneCycleLR.AnnealStrategy.Linear),
        ["OneCycleLR(o, 0.1, 30, three_phase=True)"] = o => optim.lr_scheduler.OneCycleLR(o, 0.1, 30, three_phase: true),
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Optimizer_TwentySteps_EqualPython(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var start = randn(5, 3);
        var target = randn(5, 3);
        var w = new Parameter(start.clone());
        using var optimizer = Makers[name]([w]);
        for (int i = 0; i < 20; i++)
            Step(optimizer, w, target);
        string code = $"""
            w = w.clone().requires_grad_()
            o = {name}
            for i in range(20):
                o.zero_grad()
                ((w - t) ** 2).sum().backward()
                o.step()
            """;
        Near.Equal(python.Run(code, new Dictionary<string, Tensor> { ["w"] = start, ["t"] = target }, "w")["w"], w, 1e-6, name);
    }

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Schedule_ThirtySteps_EqualsPython(string name)
    {
        using var scope = NewDisposeScope();
        var w = new Parameter(ones(3));
        using var optimizer = optim.SGD([w], 0.1, 0.9);
        var schedule = ScheduleMakers[name](optimizer);
        var rates = new double[30];
        for (int i = 0; i < rates.Length; i++)
        {
            rates[i] = optimizer.ParamGroups.Single().LearningRate;
            Step(optimizer, w, zeros(3));
            if (i < rates.Length - 1)
                schedule.step();
        }
        string code = $"""
            w = torch.ones(3, requires_grad=True)
            o = torch.optim.SGD([w], 0.1, 0.9)
            s = torch.optim.lr_scheduler.{name}
            r = []
            for i in range(30):
                r.append(o.param_groups[0]['lr'])
                o.zero_grad()
                (w ** 2).sum().backward()
                o.step()
                if i < 29: s.step()
            """;
        var expected = python.Run(code, new Dictionary<string, Tensor>(), "r", "w");
        Near.Equal(expected["r"], tensor(rates), 1e-12, "learning rates");
        // One cycle turns the momentum as well, which only the weights show.
        Near.Equal(expected["w"], w, 1e-5, "weights");
    }

    [Theory]
    [InlineData("'min', 0.7, 3", "min", 0.7, 3, "rel", 0)]
    [InlineData("'max', 0.5, 1, threshold_mode='abs', cooldown=2", "max", 0.5, 1, "abs", 2)]
    public void ReduceOnPlateau_OnAMetric_EqualsPython(string arguments, string mode, double factor, int patience, string threshold,
        int cooldown)
    {
        using var scope = NewDisposeScope();
        var w = new Parameter(ones(3));
        using var optimizer = optim.SGD([w], 0.1);
        var schedule = optim.lr_scheduler.ReduceLROnPlateau(optimizer, mode, factor, patience, 1e-4, threshold, cooldown);
        var rates = new double[40];
        for (int i = 0; i < rates.Length; i++)
        {
            schedule.step(Metric(i));
            rates[i] = optimizer.ParamGroups.Single().LearningRate;
        }
        string code = $"""
            o = torch.optim.SGD([torch.ones(3, requires_grad=True)], 0.1)
            s = torch.optim.lr_scheduler.ReduceLROnPlateau(o, {arguments})
            r = []
            for i in range(40):
                s.step(float(max(1.0, 5.0 - 0.5 * i)))
                r.append(o.param_groups[0]['lr'])
            """;
        Near.Equal(python.Run(code, new Dictionary<string, Tensor>(), "r")["r"], tensor(rates), 1e-12, "learning rates");
        static double Metric(int i) => Math.Max(1.0, 5.0 - (0.5 * i));
    }

    [Fact]
    public void ParamGroups_WithTheirOwnRates_AreTurnedOneByOne()
    {
        using var scope = NewDisposeScope();
        Parameter a = new(ones(2)), b = new(ones(2)), frozen = new(ones(2));
        using var optimizer = optim.SGD([new SGD.ParamGroup([a], 0.1), new SGD.ParamGroup([b, frozen], 0.01)], 0.1);
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate *= 2;
        (a.sum() + b.sum()).backward();
        optimizer.step();
        Assert.Equal(0.8, a[0].ToDouble(), 1e-6);
        Assert.Equal(0.98, b[0].ToDouble(), 1e-6);
        Assert.Equal(1.0, frozen[0].ToDouble());
    }

    [Fact]
    public void ClipGradNorm_AboveTheLimit_ScalesAllGradientsAlike()
    {
        using var scope = NewDisposeScope();
        Parameter a = new(ones(2)), b = new(ones(2));
        ((a * 3).sum() + (b * 4).sum()).backward();
        Assert.Equal(Math.Sqrt(50), nn.utils.clip_grad_norm_([a, b], 1.0), 1e-5);
        Assert.Equal(1.0, Math.Sqrt((Gradient.Of(a)!.square().sum() + Gradient.Of(b)!.square().sum()).ToDouble()), 1e-5);
        nn.utils.clip_grad_value_([a, b], 0.5);
        Assert.Equal(0.5, Gradient.Of(b)!.max().ToDouble(), 1e-6);
    }

    static void Step(optim.Optimizer optimizer, Tensor w, Tensor target)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        (w - target).square().sum().backward();
        optimizer.step();
    }
}
