namespace RoverRaman.OnnxExport.Layers;

/// <summary>
/// Conv1d -> Conv. The weights tell kernel size and groups; stride, dilation and padding, which TorchSharp does not tell in all
/// versions, are those that explain the layer's output on noise.
/// </summary>
static class ConvolutionWriter
{
    public static string Write(Layer layer)
    {
        var (length, outputs) = layer.Lengths();
        var w = Kernel.Of(layer);
        var groups = layer.Input.Shape[0] / w.Shape[1];
        var found = Candidates(w.Size, length, outputs).Where(window => Explains(layer, w, window))
            .Select(window => (Window?)window).FirstOrDefault()
            ?? throw layer.NotExplained("a convolution with zero padding");
        return layer.Add("Conv", w.Add(layer),
            layer.Window("kernel_shape", w.Size), layer.Window("strides", found.Stride), layer.Window("dilations", found.Dilation),
            layer.Padding(found.Padding, found.EndPadding(w.Size, length, outputs)), new("group", groups));
    }

    /// <summary>All windows that give the right number of outputs, the usual ones first.</summary>
    static IEnumerable<Window> Candidates(int kernel, int length, int outputs)
    {
        for (var dilation = 1; (dilation - 1) * (kernel - 1) <= 2 * length; dilation++)
        {
            var reach = dilation * (kernel - 1);
            for (var padding = 0; padding <= Math.Max(reach, kernel); padding++)
            {
                var least = Math.Max(1, (length + 2 * padding - reach - 1) / outputs);
                var most = outputs == 1 ? length + 2 * padding : (length - 1 + padding) / (outputs - 1);
                for (var stride = least; stride <= most; stride++)
                    if (new Window(stride, padding, dilation) is var window && window.Gives(kernel, length, outputs))
                        yield return window;
            }
            if (kernel == 1)
                break;
        }
    }

    static bool Explains(Layer layer, Kernel w, Window window)
    {
        var (length, outputs) = layer.Lengths();
        var channels = (int)layer.OutputShape[0];
        var inputs = (int)layer.Input.Shape[0];
        var tolerance = Kernel.Tolerance(layer.Response);
        // The ends tell paddings apart, so they come first: almost every wrong window fails there.
        foreach (var t in new[] { 0, outputs - 1 }.Concat(Enumerable.Range(0, outputs)))
            for (var channel = 0; channel < channels; channel++)
            {
                var expected = Output(layer.Stimulus, w, window, channel, channels, inputs, length, t);
                if (Math.Abs(expected - layer.Response[channel * outputs + t]) > tolerance)
                    return false;
            }
        return true;
    }

    static double Output(float[] x, Kernel w, Window window, int channel, int channels, int inputs, int length, int t)
    {
        var perGroup = (int)w.Shape[1];
        var firstInput = channel / (channels / (inputs / perGroup)) * perGroup;
        double sum = w.Bias?[channel] ?? 0;
        for (var c = 0; c < perGroup; c++)
            for (var k = 0; k < w.Size; k++)
            {
                var at = t * window.Stride - window.Padding + k * window.Dilation;
                if (at >= 0 && at < length)
                    sum += (double)x[(firstInput + c) * length + at] * w.Values[(channel * perGroup + c) * w.Size + k];
            }
        return sum;
    }
}
