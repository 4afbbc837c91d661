namespace RoverRaman.OnnxExport.Layers;

/// <summary>Layers without weights whose one setting shows in what they do.</summary>
static class ActivationWriter
{
    /// <summary>The negative slope is what becomes of -1.</summary>
    public static string LeakyRelu(Layer layer) => layer.Add("LeakyRelu", new OnnxAttribute("alpha", -layer.Measure([-1], 1, 1).Values[0]));

    /// <summary>The axis is the one along which the outputs add up to 1.</summary>
    public static string Softmax(Layer layer)
    {
        var shape = layer.OutputShape;
        var axes = Enumerable.Range(0, shape.Length).Where(axis => AddsUpToOne(layer.Response, shape, axis)).ToArray();
        return axes.Length == 1
            ? layer.Add("Softmax", new OnnxAttribute("axis", axes[0] + 1))
            : throw layer.NotExplained("a softmax over one dimension other than the batch");
    }

    /// <summary>Any shape with as many values; [n, all] is Flatten.</summary>
    public static string Flatten(Layer layer) => layer.OutputShape.Length == 1
        ? layer.Add("Flatten", new OnnxAttribute("axis", 1))
        : layer.Add("Reshape", [layer.Graph.AddIntegers("shape", [-1, .. layer.OutputShape])]);

    static bool AddsUpToOne(float[] values, long[] shape, int axis)
    {
        var length = (int)shape[axis];
        var stride = (int)shape[(axis + 1)..].Aggregate(1L, (product, size) => product * size);
        for (var outer = 0; outer < values.Length; outer += length * stride)
            for (var inner = outer; inner < outer + stride; inner++)
                if (Math.Abs(Enumerable.Range(0, length).Sum(i => (double)values[inner + i * stride]) - 1) > 1e-4)
                    return false;
        return true;
    }
}
