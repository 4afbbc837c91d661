using RoverRaman.Spectra;
using RoverRaman.Training.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.Experiments;

/// <summary>
/// Gradient-weighted class activation (Selvaraju et al. 2017; paper, section 4.2.1): the maps of the last convolution, each weighted by
/// the mean gradient of the class score, summed, negative values dropped, stretched over the grid.
/// </summary>
public static class GradCam
{
    /// <summary>Importance of every grid point, 0..1; all zero where nothing speaks for the class.</summary>
    /// <param name="network">A trained network.</param>
    /// <param name="spectrum">Intensities on the grid.</param>
    /// <param name="classIndex">Output whose score is explained.</param>
    public static double[] Curve(PaperCnn network, float[] spectrum, int classIndex)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(spectrum);
        network.eval();
        using var scope = NewDisposeScope();
        var layers = network.Backbone.named_children().Select(child => (child.name, Layer: (Module<Tensor, Tensor>)child.module)).ToArray();
        var last = Array.FindLastIndex(layers, layer => layer.name.StartsWith("relu", StringComparison.Ordinal));
        Tensor maps;
        using (no_grad())
            maps = Through(layers[..(last + 1)].Select(layer => layer.Layer), tensor(spectrum, [1, Grid.Count]));
        maps = maps.detach().requires_grad_();
        var score = network.Head.call(Through(layers[(last + 1)..].Select(layer => layer.Layer), maps)).select(1, classIndex).sum();
        var weights = autograd.grad([score], [maps])[0].mean([2], true);
        return Stretch((weights * maps.detach()).sum(1L).relu().contiguous().data<float>().ToArray());
    }

    /// <summary>The warmest stretches of a curve: middle (cm-1) of each run above half of the maximum, warmest first.</summary>
    public static IReadOnlyList<int> WarmRegions(double[] curve, int count = 3)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var regions = new List<(int Centre, double Heat)>();
        for (var i = 0; i < curve.Length; i++)
        {
            if (!(curve[i] > 0.5))
                continue;
            var start = i;
            while (i + 1 < curve.Length && curve[i + 1] > 0.5)
                i++;
            regions.Add((Grid.First + (start + i) / 2 * Grid.Step, curve[start..(i + 1)].Max()));
        }
        return [.. regions.OrderByDescending(region => region.Heat).Take(count).Select(region => region.Centre)];
    }

    static Tensor Through(IEnumerable<Module<Tensor, Tensor>> layers, Tensor input) => layers.Aggregate(input, (signal, layer) => layer.call(signal));

    // Straight lines between the middles of the maps' points.
    static double[] Stretch(float[] map)
    {
        var curve = new double[Grid.Count];
        var greatest = map.Max();
        if (!(greatest > 0))
            return curve;
        for (var i = 0; i < curve.Length; i++)
        {
            var at = Math.Clamp((i + 0.5) * map.Length / curve.Length - 0.5, 0, map.Length - 1);
            var below = (int)at;
            var above = Math.Min(below + 1, map.Length - 1);
            curve[i] = (map[below] + (at - below) * (map[above] - map[below])) / greatest;
        }
        return curve;
    }
}
