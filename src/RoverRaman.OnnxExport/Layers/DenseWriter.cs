using static TorchSharp.torch;

namespace RoverRaman.OnnxExport.Layers;

/// <summary>Linear -> Gemm, or MatMul and Add where there are more dimensions than [n, features].</summary>
static class DenseWriter
{
    public static string Write(Layer layer, Tensor? weight, Tensor? bias)
    {
        ArgumentNullException.ThrowIfNull(weight);
        var (outputs, inputs) = (weight.shape[0], weight.shape[1]);
        var values = Layer.Read(weight);
        var graph = layer.Graph;
        if (layer.Input.Shape.Length == 1)
        {
            string[] weights = [graph.AddWeight("weight", values, outputs, inputs), .. bias is null ? [] : (string[])[graph.AddWeight("bias", Layer.Read(bias), outputs)]];
            return layer.Add("Gemm", weights, new OnnxAttribute("transB", 1));
        }
        var transposed = new float[values.Length];
        for (var row = 0; row < outputs; row++)
            for (var column = 0; column < inputs; column++)
                transposed[column * outputs + row] = values[row * inputs + column];
        var product = layer.Add("MatMul", [graph.AddWeight("weight", transposed, inputs, outputs)]);
        return bias is null ? product : graph.AddNode("Add", [product, graph.AddWeight("bias", Layer.Read(bias), outputs)]);
    }
}
