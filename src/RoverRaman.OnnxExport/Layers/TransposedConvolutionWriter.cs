namespace RoverRaman.OnnxExport.Layers;

/// <summary>ConvTranspose1d -> ConvTranspose; stride, dilation and padding are those that explain the layer's output on noise.</summary>
static class TransposedConvolutionWriter
{
    public static string Write(Layer layer)
    {
        var (length, outputs) = layer.Lengths();
        var w = Kernel.Of(layer);
        var groups = layer.OutputShape[0] / w.Shape[1];
        var found = Candidates(w.Size, length, outputs).Where(window => Explains(layer, w, window, (int)groups))
            .Select(window => (Window?)window).FirstOrDefault()
            ?? throw layer.NotExplained("a transposed convolution with zero padding");
        var surplus = Full(found, w.Size, length) - found.Padding - outputs;
        return layer.Add("ConvTranspose", w.Add(layer),
            new("kernel_shape", [w.Size]), new("strides", [found.Stride]), new("dilations", [found.Dilation]),
            new("pads", [found.Padding, Math.Max(0, surplus)]), new("output_padding", [Math.Max(0, -surplus)]), new("group", groups));
    }

    /// <summary>Outputs before any are cut off.</summary>
    static int Full(Window window, int kernel, int length) => (length - 1) * window.Stride + window.Dilation * (kernel - 1) + 1;

    /// <summary>All windows whose outputs, cut by the padding on both sides, are of about the right number; the usual ones first.</summary>
    static IEnumerable<Window> Candidates(int kernel, int length, int outputs)
    {
        for (var dilation = 1; dilation == 1 || (kernel > 1 && dilation * (kernel - 1) <= 2 * outputs); dilation++)
            for (var stride = 1; stride <= outputs + dilation * kernel; stride++)
                for (var padding = 0; padding <= Math.Max(dilation * (kernel - 1), kernel); padding++)
                {
                    var window = new Window(stride, padding, dilation);
                    var missing = outputs - (Full(window, kernel, length) - 2 * padding);
                    if (missing >= 0 && missing < Math.Max(stride, dilation)) // output_padding
                        yield return window;
                }
    }

    static bool Explains(Layer layer, Kernel w, Window window, int groups)
    {
        var (length, outputs) = layer.Lengths();
        var (inputs, channels) = ((int)layer.Input.Shape[0], (int)layer.OutputShape[0]);
        var perGroup = channels / groups;
        var sums = new double[channels * outputs];
        for (var channel = 0; channel < channels; channel++)
            sums.AsSpan(channel * outputs, outputs).Fill(w.Bias?[channel] ?? 0);
        for (var c = 0; c < inputs; c++)
            for (var o = 0; o < perGroup; o++)
                for (var k = 0; k < w.Size; k++)
                    for (var i = 0; i < length; i++)
                        if (i * window.Stride - window.Padding + k * window.Dilation is var t && t >= 0 && t < outputs)
                            sums[(c / (inputs / groups) * perGroup + o) * outputs + t] +=
                                (double)layer.Stimulus[c * length + i] * w.Values[(c * perGroup + o) * w.Size + k];
        var tolerance = Kernel.Tolerance(layer.Response);
        return Enumerable.Range(0, sums.Length).All(i => Math.Abs(sums[i] - layer.Response[i]) <= tolerance);
    }
}
