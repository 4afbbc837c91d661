using static TorchSharp.torch;

namespace RoverRaman.TorchSharpStandIn.Tests;

/// <summary>Layers and losses give what Debian's python3-torch gives, forward and backward.</summary>
public class PythonParityTests(PythonReference python)
{
    [Theory]
    [MemberData(nameof(LayerCase.Names), MemberType = typeof(LayerCase))]
    public void Layer_ForwardAndBackward_EqualPython(string name)
    {
        using var scope = NewDisposeScope();
        var (layer, x, output, weight, inputs) = Forward(name);
        var gradients = autograd.grad([(output * weight).sum()], [x, .. layer.parameters()], allow_unused: true);
        var names = layer.named_parameters().Select((p, i) => (p.name, Index: i)).ToList();
        string code = $$"""
            m = {{name}}
            m.load_state_dict({ {{string.Join(", ", layer.state_dict().Keys.Select(k => $"'{k}': {Variable(k)}"))}} })
            x.requires_grad_()
            y = m(x)
            (y * weight).sum().backward()
            grad_x = x.grad
            for n, p in m.named_parameters(): globals()['grad_' + n.replace('.', '_')] = p.grad
            """;
        var expected = python.Run(code, inputs, ["y", "grad_x", .. names.Select(n => "grad_" + n.name.Replace('.', '_'))]);
        Near.Equal(expected["y"], output, 1e-6, "output");
        Near.Equal(expected["grad_x"], gradients[0], 1e-5, "gradient of the input");
        foreach (var (parameter, index) in names)
            Near.Equal(expected["grad_" + parameter.Replace('.', '_')], gradients[index + 1], 1e-5, $"gradient of {parameter}");
    }

    [Theory]
    [MemberData(nameof(LayerCase.Names), MemberType = typeof(LayerCase))]
    public void Layer_InEvaluation_EqualsPython(string name)
    {
        using var scope = NewDisposeScope();
        var (layer, x, _, _, inputs) = Forward(name);
        layer.eval();
        string code = $$"""
            m = {{name}}
            m.load_state_dict({ {{string.Join(", ", layer.state_dict().Keys.Select(k => $"'{k}': {Variable(k)}"))}} })
            m.eval()
            y = m(x)
            """;
        inputs = Named(layer, x, x);
        Near.Equal(python.Run(code, inputs, "y")["y"], layer.call(x), 1e-6, "output");
    }

    [Theory]
    [MemberData(nameof(LossCase.Names), MemberType = typeof(LossCase))]
    public void Loss_ValueAndGradient_EqualPython(string name)
    {
        using var scope = NewDisposeScope();
        var inputs = LossCase.MakeInputs(ScalarType.Float32);
        inputs.X.requires_grad_();
        var loss = LossCase.Named(name).Loss(inputs);
        var gradient = autograd.grad([loss], [inputs.X])[0];
        var expected = python.Run($"x.requires_grad_()\ny = {name}\ny.backward()\ng = x.grad",
            new Dictionary<string, Tensor> { ["x"] = inputs.X, ["t"] = inputs.T, ["p"] = inputs.P, ["w"] = inputs.W }, "y", "g");
        Near.Equal(expected["y"], loss, 1e-6, "loss");
        Near.Equal(expected["g"], gradient, 1e-6, "gradient");
    }

    [Theory]
    [InlineData("nn.Conv1d(3, 8, 5)")]
    [InlineData("nn.Linear(9, 5)")]
    [InlineData("nn.ConvTranspose1d(3, 4, 5)")]
    [InlineData("nn.Sequential(nn.Conv1d(1, 3, 5), nn.Linear(18, 4))")]
    public void DefaultInitialisation_WithPythonsSeed_IsPythonsOwn(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(42);
        nn.Module layer = name switch
        {
            "nn.Conv1d(3, 8, 5)" => nn.Conv1d(3, 8, 5),
            "nn.Linear(9, 5)" => nn.Linear(9, 5),
            "nn.ConvTranspose1d(3, 4, 5)" => nn.ConvTranspose1d(3, 4, 5),
            _ => nn.Sequential(nn.Conv1d(1, 3, 5), nn.Linear(18, 4)),
        };
        var keys = layer.state_dict().Keys.ToList();
        string code = $"torch.manual_seed(42)\nm = {name}\nfor n, p in m.state_dict().items(): globals()['s_' + n.replace('.', '_')] = p";
        var expected = python.Run(code, new Dictionary<string, Tensor>(), [.. keys.Select(Variable)]);
        foreach (string key in keys)
            Assert.True(expected[Variable(key)].allclose(layer.state_dict()[key], 0, 0), key);
    }

    static (nn.Module<Tensor, Tensor> Layer, Tensor X, Tensor Output, Tensor Weight, Dictionary<string, Tensor> Inputs) Forward(string name)
    {
        var layerCase = LayerCase.Named(name);
        manual_seed(7);
        var layer = layerCase.Make();
        var x = randn(layerCase.Shape).requires_grad_();
        // The state is copied first: a batch norm changes its running statistics while it computes.
        var inputs = Named(layer, x, x).ToDictionary(i => i.Key, i => i.Value.detach().clone());
        var output = layer.call(x);
        var weight = randn(output.shape);
        inputs["weight"] = weight;
        return (layer, x, output, weight, inputs);
    }

    static Dictionary<string, Tensor> Named(nn.Module layer, Tensor x, Tensor weight)
    {
        var inputs = layer.state_dict().ToDictionary(s => Variable(s.Key), s => s.Value);
        inputs["x"] = x;
        inputs["weight"] = weight;
        return inputs;
    }

    static string Variable(string key) => "s_" + key.Replace('.', '_');
}
