namespace RoverRaman.OnnxExport.Layers;

/// <summary>Linear -> Gemm, or MatMul and Add where there are more dimensions than [n, features].</summary>
static class DenseWriter
{
    public static string Write(Layer layer)
    {
        var (values, shape) = layer.Parameter("weight") ?? throw layer.NotExplained("a product with weights");
        var (outputs, inputs) = (shape[0], shape[1]);
        var bias = layer.Parameter("bias")?.Values;
        var graph = layer.Graph;
        if (layer.Input.Shape.Length == 1)
        {
            var weight = graph.AddWeight("weight", values, outputs, inputs);
            string[] weights = bias is null ? [weight] : [weight, graph.AddWeight("bias", bias, outputs)];
            return layer.Add("Gemm", weights, new OnnxAttribute("transB", 1));
        }
        var transposed = new float[values.Length];
        for (var row = 0; row < outputs; row++)
            for (var column = 0; column < inputs; column++)
                transposed[column * outputs + row] = values[row * inputs + column];
        var product = layer.Add("MatMul", [graph.AddWeight("weight", transposed, inputs, outputs)]);
        return bias is null ? product : graph.AddNode("Add", [product, graph.AddWeight("bias", bias, outputs)]);
    }
}
