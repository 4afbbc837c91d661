using TorchSharp.Modules;

namespace RoverRaman.OnnxExport.Layers;

/// <summary>BatchNorm1d in inference -> BatchNormalization by the running mean and variance.</summary>
static class BatchNormalizationWriter
{
    /// <summary>PyTorch's default.</summary>
    const double UsualEpsilon = 1e-5;

    public static string Write(Layer layer, BatchNorm1d norm)
    {
        if (norm.running_mean is null || norm.running_var is null)
            throw layer.NotExplained("a normalisation by running figures (track_running_stats)");
        var mean = Layer.Read(norm.running_mean);
        var variance = Layer.Read(norm.running_var);
        var scale = layer.Parameter("weight")?.Values ?? [.. mean.Select(_ => 1f)];
        var shift = layer.Parameter("bias")?.Values ?? new float[mean.Length];
        var epsilon = Epsilon(layer, scale, shift, mean, variance);
        long[] shape = [mean.Length];
        return layer.Add("BatchNormalization",
            [layer.Graph.AddWeight("weight", scale, shape), layer.Graph.AddWeight("bias", shift, shape),
             layer.Graph.AddWeight("running_mean", mean, shape), layer.Graph.AddWeight("running_var", variance, shape)],
            new OnnxAttribute("epsilon", (float)epsilon));
    }

    /// <summary>
    /// TorchSharp does not tell epsilon in all versions. It is found in the channel of least variance, where it shows most:
    /// y = scale (x - mean) / sqrt(variance + epsilon) + shift, so variance + epsilon = (scale (x - mean) / (y - shift))^2.
    /// </summary>
    static double Epsilon(Layer layer, float[] scale, float[] shift, float[] mean, float[] variance)
    {
        var channel = Enumerable.Range(0, scale.Length).Where(c => scale[c] != 0).OrderBy(c => variance[c]).FirstOrDefault(-1);
        if (channel < 0)
            return UsualEpsilon;
        var positions = layer.Response.Length / Layer.Samples / scale.Length;
        var at = Enumerable.Range(channel * positions, positions).MaxBy(i => Math.Abs(layer.Stimulus[i] - mean[channel]));
        var product = scale[channel] * ((double)layer.Stimulus[at] - mean[channel]);
        var measured = Math.Pow(product / ((double)layer.Response[at] - shift[channel]), 2) - variance[channel];
        // Rounding of 32-bit values shows as a part of the variance.
        var rounding = 1e-5 * (variance[channel] + UsualEpsilon);
        return Math.Abs(measured - UsualEpsilon) <= rounding ? UsualEpsilon : Math.Max(measured, 0);
    }
}
