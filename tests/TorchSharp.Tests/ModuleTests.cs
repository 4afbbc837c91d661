using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RoverRaman.TorchSharpStandIn.Tests;

public class ModuleTests
{
    [Fact]
    public void SaveAndLoad_IntoAnotherModel_GivesTheSameOutput()
    {
        using var scope = NewDisposeScope();
        string file = Path.GetTempFileName();
        try
        {
            var (first, second) = (Make(), Make());
            var x = randn(2, 1, 12);
            first.call(x);
            first.eval();
            second.eval();
            Assert.False(first.call(x).allclose(second.call(x)));
            first.save(file);
            second.load(file);
            Assert.True(first.call(x).allclose(second.call(x), 0, 0));
            Assert.Equal(1, second.get_buffer("norm.num_batches_tracked")!.ToInt64());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void SavedFile_StartsAsTorchSharpsFormat()
    {
        // One entry; "weight"; type 6 (float32); two dimensions, 1 and 2; eight bytes.
        using var layer = nn.Linear(2, 1, false);
        layer.weight!.requires_grad = false;
        layer.weight.fill_(1);
        var stream = new MemoryStream();
        layer.save(stream);
        Assert.Equal([1, 6, .. "weight"u8, 6, 2, 1, 2, 0, 0, 128, 63, 0, 0, 128, 63], stream.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(60)]
    public void Load_OfATruncatedFile_IsAnError(int length)
    {
        using var layer = nn.Linear(4, 4);
        var stream = new MemoryStream();
        layer.save(stream);
        var cut = stream.ToArray()[..length];
        Assert.ThrowsAny<IOException>(() => layer.load(new MemoryStream(cut)));
    }

    [Fact]
    public void Save_OfKnownWeights_GivesTheBytesOfTheFormat()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 1);
        layer.load_state_dict(new() { ["weight"] = tensor(new float[,] { { 1, 2 } }), ["bias"] = tensor(new float[] { 3 }) });
        var stream = new MemoryStream();
        layer.save(stream);
        // Two entries; name, element type 6 (float32), number of dimensions, sizes, values.
        Assert.Equal("02" + "06" + "776569676874" + "06020102" + "0000803F00000040" + "04" + "62696173" + "060101" + "00004040",
            Convert.ToHexString(stream.ToArray()));
    }

    [Fact]
    public void Load_OfAnotherShape_IsRefused()
    {
        using var narrow = nn.Linear(4, 4);
        using var wide = nn.Linear(4, 5);
        var stream = new MemoryStream();
        wide.save(stream);
        var error = Assert.Throws<ArgumentException>(() => narrow.load(new MemoryStream(stream.ToArray())));
        Assert.Contains("Mismatched tensor", error.Message);
    }

    [Fact]
    public void Load_NotStrict_SkipsWhatItDoesNotKnow()
    {
        using var from = nn.Sequential(("a", nn.Linear(2, 2)), ("b", nn.Linear(3, 3)));
        using var into = nn.Sequential(("b", nn.Linear(3, 3)));
        var stream = new MemoryStream();
        from.save(stream);
        Assert.Throws<ArgumentException>(() => into.load(new MemoryStream(stream.ToArray())));
        into.load(new MemoryStream(stream.ToArray()), strict: false);
        Assert.True(into.get_parameter("b.weight")!.allclose(from.get_parameter("b.weight")!, 0, 0));
    }

    [Fact]
    public void LoadStateDict_WithMissingKeys_IsRefusedOrListsThem()
    {
        using var layer = nn.Linear(2, 2);
        Assert.Throws<InvalidOperationException>(() => layer.load_state_dict(new() { ["weight"] = layer.weight! }));
        Assert.Equal(["bias"], layer.load_state_dict(new() { ["weight"] = layer.weight! }, strict: false).missing_keys);
    }

    [Fact]
    public void NamedParts_OfNestedModules_HaveDottedNames()
    {
        using var model = Make();
        Assert.Equal(["conv", "norm", "inner"], model.named_children().Select(c => c.name));
        Assert.Contains("inner.fc", model.named_modules().Select(m => m.name));
        Assert.Equal(["conv.weight", "conv.bias", "norm.weight", "norm.bias", "inner.fc.weight", "inner.fc.bias"],
            model.named_parameters().Select(p => p.name));
        Assert.Equal(["norm.running_mean", "norm.running_var", "norm.num_batches_tracked"], model.named_buffers().Select(b => b.name));
        Assert.True(model.has_parameter("inner.fc.bias"));
        Assert.Null(model.get_parameter("inner.fc.none"));
    }

    [Fact]
    public void SharedModule_IsCountedOnce()
    {
        using var shared = nn.Linear(2, 2);
        using var model = nn.Sequential(("a", shared), ("b", shared));
        Assert.Equal(2, model.parameters().Count());
    }

    [Fact]
    public void TrainAndEval_ReachEveryPart()
    {
        using var model = Make();
        model.eval();
        Assert.All(model.modules(), m => Assert.False(m.training));
        model.train();
        Assert.All(model.modules(), m => Assert.True(m.training));
    }

    [Fact]
    public void FrozenLayers_GetNoGradientAndDoNotMove()
    {
        using var scope = NewDisposeScope();
        var (body, head) = (nn.Linear(3, 3), nn.Linear(3, 2));
        foreach (var parameter in body.parameters())
            parameter.requires_grad = false;
        var kept = body.weight!.clone();
        using var optimizer = optim.SGD(body.parameters().Concat(head.parameters()), 0.1);
        head.call(body.call(ones(1, 3))).sum().backward();
        optimizer.step();
        Assert.True(kept.allclose(body.weight, 0, 0));
        Assert.Null(Gradient.Of(body.weight));
        Assert.NotNull(Gradient.Of(head.weight!));
    }

    [Fact]
    public void Apply_VisitsThePartsBeforeTheWhole()
    {
        using var model = Make();
        var visited = new List<string>();
        model.apply(m => visited.Add(m.GetType().Name));
        Assert.Equal(["Conv1d", "BatchNorm1d", "Linear", "Sequential", "Sequential"], visited);
    }

    [Fact]
    public void CustomModule_OfParametersAndBuffers_RegistersThemByFieldName()
    {
        using var model = new Scaled();
        Assert.Equal(["factor", "offset"], model.state_dict().Keys);
        Assert.Equal(["factor"], model.named_parameters().Select(p => p.name));
        Assert.Throws<InvalidOperationException>(() => model.register_parameter("factor", new Parameter(ones(1))));
        Assert.Throws<ArgumentException>(() => model.register_module("a.b", nn.Identity()));
        Assert.Equal(7, model.call(ones(1), ones(1)).ToDouble());
    }

    [Fact]
    public void ConvertedModule_ComputesInTheNewType()
    {
        using var scope = NewDisposeScope();
        using var model = Make().to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, model.call(randn([2, 1, 12], ScalarType.Float64)).dtype);
        Assert.Equal(ScalarType.Int64, model.get_buffer("norm.num_batches_tracked")!.dtype);
        Assert.All(model.parameters(), p => Assert.True(p.requires_grad));
    }

    [Fact]
    public void ModuleList_RegistersItsModulesByPosition()
    {
        using var model = new Listed();
        Assert.Equal(["list.0.weight", "list.0.bias", "list.1.weight", "list.1.bias"], model.named_parameters().Select(p => p.name));
        using var sequence = nn.Sequential(nn.Tanh(), nn.Linear(2, 2));
        Assert.Equal(["1.weight", "1.bias"], sequence.state_dict().Keys);
    }

    static Sequential Make() => nn.Sequential(("conv", nn.Conv1d(1, 2, 3)), ("norm", nn.BatchNorm1d(2)),
        ("inner", nn.Sequential(("fc", nn.Linear(10, 3)))));

#pragma warning disable IDE1006 // A field's name is the parameter's name in the state dictionary.
    sealed class Listed : nn.Module<Tensor, Tensor>
    {
        readonly ModuleList<nn.Module<Tensor, Tensor>> list = nn.ModuleList<nn.Module<Tensor, Tensor>>(nn.Linear(2, 2), nn.Linear(2, 3));

        public Listed()
            : base("listed") => RegisterComponents();

        public override Tensor forward(Tensor input) => list[1].call(list[0].call(input));
    }

    sealed class Scaled : nn.Module<Tensor, Tensor, Tensor>
    {
        readonly Parameter factor = new(full(1, 3f));
        readonly Tensor offset = full(1, 4f);

        public Scaled()
            : base("scaled") => RegisterComponents();

        public override Tensor forward(Tensor input1, Tensor input2) => (input1 * factor) + (input2 * offset);
    }
#pragma warning restore IDE1006
}
