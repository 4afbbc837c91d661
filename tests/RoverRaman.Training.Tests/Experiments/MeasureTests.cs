using RoverRaman.Spectra;
using RoverRaman.Training.Experiments;
using RoverRaman.Training.Models;
using static TorchSharp.torch;

namespace RoverRaman.Training.Tests.Experiments;

public sealed class MeasureTests
{
    [Fact]
    public void Temperature_OverconfidentLogits_AreCooledToTheTrueOdds()
    {
        // Right three times of four, always with the same margin: the best margin is ln 3.
        float[][] logits = [.. Enumerable.Repeat(new float[] { 6, 0 }, 400)];
        int[] labels = [.. Enumerable.Range(0, 400).Select(i => i % 4 == 0 ? 1 : 0)];
        Assert.Equal(6 / Math.Log(3), TemperatureScaling.Fit(logits, labels), 3);
    }

    [Fact]
    public void Temperature_UnheldClasses_AreLeftOut() => Assert.Equal(Math.Log(2), TemperatureScaling.Loss([[0, 0], [50, 0]], [1, -1], 1), 6);

    [Fact]
    public void GradCam_Curve_LiesOnTheGridAndPeaksAtOne()
    {
        random.manual_seed(3);
        using var network = new PaperCnn(new PaperCnnOptions { PoolingSize = 4, Blocks = 2 }, 3);
        var curve = GradCam.Curve(network, SyntheticMinerals.Create(1, 1).Spectra[0].Intensities, 1);
        Assert.Equal(Grid.Count, curve.Length);
        Assert.All(curve, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void GradCam_PeakAloneDecides_IsWarmWhereThePeakIs()
    {
        // All weights equal: the score is what the convolution passes on, so the map follows the peak.
        using var network = new PaperCnn(new PaperCnnOptions { PoolingSize = 2, Blocks = 1 }, 2);
        using (no_grad())
            foreach (var parameter in network.parameters())
                _ = parameter.fill_(0.001);
        var spectrum = new float[Grid.Count];
        for (var i = 0; i < spectrum.Length; i++)
            spectrum[i] = MathF.Exp(-(i - 885) * (i - 885) / 50f);
        Assert.InRange(GradCam.WarmRegions(GradCam.Curve(network, spectrum, 0))[0], 1080, 1090);
    }

    [Fact]
    public void WarmRegions_Order_IsByHeat()
    {
        var curve = new double[Grid.Count];
        curve[100] = 0.8;
        curve.AsSpan(500, 11).Fill(1);
        curve[900] = 0.4;
        Assert.Equal([705, 300], GradCam.WarmRegions(curve));
    }
}
