namespace RoverRaman.OnnxExport.Layers;

/// <summary>
/// MaxPool1d -> MaxPool, AvgPool1d -> AveragePool. TorchSharp does not tell the window in all versions, so it is measured: one
/// impulse for each input position shows which outputs look at it.
/// </summary>
static class PoolingWriter
{
    // Positions to try: the window must fit in, the impulses grow with the square.
    const int MostPositions = 2048;

    public static string Write(Layer layer, bool average)
    {
        var (length, outputs) = layer.Lengths();
        var (weights, positions, shown) = Impulses(layer, Math.Min(length, MostPositions), average);
        var members = Enumerable.Range(0, shown)
            .Select(t => Enumerable.Range(0, positions).Where(j => weights[j * shown + t] != 0).ToArray()).ToArray();
        var (kernel, window) = Find(members, positions) is { } found && found.Window.Gives(found.Kernel, length, outputs)
            ? found
            : throw layer.NotExplained("a pooling over a regular window");
        List<OnnxAttribute> attributes =
        [
            layer.Window("kernel_shape", kernel), layer.Window("strides", window.Stride),
            layer.Padding(window.Padding, window.EndPadding(kernel, length, outputs)),
        ];
        if (!average)
            return layer.Add("MaxPool", [.. attributes, layer.Window("dilations", window.Dilation)]);
        if (window.Dilation != 1)
            throw layer.NotExplained("an average over neighbours");
        attributes.Add(new("count_include_pad", CountsPadding(layer, weights, members, shown, kernel) ? 1 : 0));
        return layer.Add("AveragePool", [.. attributes]);
    }

    /// <summary>[positions, outputs]: how much each position counts in each output; for a maximum 1 or 0.</summary>
    static (float[] Weights, int Positions, int Outputs) Impulses(Layer layer, int positions, bool average)
    {
        var values = new float[positions * positions];
        values.AsSpan().Fill(average ? 0 : -1);
        for (var j = 0; j < positions; j++)
            values[j * positions + j] = average ? 1 : 0;
        var (weights, shape) = layer.Measure(values, positions, 1, positions);
        if (!average)
            for (var i = 0; i < weights.Length; i++)
                weights[i]++;
        return (weights, positions, (int)shape[2]);
    }

    /// <summary>The kernel size and window whose members are those seen in every output.</summary>
    static (int Kernel, Window Window)? Find(int[][] members, int length)
    {
        var widest = members.MaxBy(seen => seen.Length)!;
        var dilation = widest.Length > 1 ? widest[1] - widest[0] : 1;
        // Padding is at most half the kernel, so one that is wider than what is seen of it is less than twice as wide.
        for (var kernel = widest.Length; kernel <= 2 * widest.Length + 1; kernel++)
            for (var padding = 0; padding <= kernel * dilation / 2; padding++)
            {
                if (!Seen(new Window(1, padding, dilation), kernel, 0))
                    continue;
                for (var stride = 1; stride <= length; stride++)
                    if (new Window(stride, padding, dilation) is var window
                        && Enumerable.Range(0, members.Length).All(t => Seen(window, kernel, t)))
                        return (kernel, window);
            }
        return null;

        bool Seen(Window window, int kernel, int t)
        {
            var first = t * window.Stride - window.Padding;
            var inside = Enumerable.Range(0, kernel).Select(i => first + i * window.Dilation).Where(at => at >= 0 && at < length);
            return members[t].SequenceEqual(inside);
        }
    }

    /// <summary>Whether the average divides by the kernel size everywhere, or by the number of members.</summary>
    static bool CountsPadding(Layer layer, float[] weights, int[][] members, int outputs, int kernel)
    {
        bool Divides(Func<int[], int> by) => Enumerable.Range(0, outputs)
            .All(t => members[t].All(j => Math.Abs(weights[j * outputs + t] * by(members[t]) - 1) < 1e-5));
        return !Divides(seen => seen.Length) && (Divides(_ => kernel) ? true : throw layer.NotExplained("an average that divides by one " +
            "rule"));
    }
}
