using RoverRaman.Spectra;
using RoverRaman.Training.Peaks;

namespace RoverRaman.Training.Tests.Peaks;

public sealed class PeakTests
{
    static float[] Gaussians(params int[] centres)
    {
        var values = new float[Grid.Count];
        for (var i = 0; i < values.Length; i++)
            foreach (var centre in centres)
                values[i] += MathF.Exp(-(i - centre) * (i - centre) / (2f * 15 * 15));
        return values;
    }

    [Fact]
    public void Find_TwoPeaks_AreFoundWhereTheyStand()
    {
        Assert.Equal([300, 900], LocalMaxima.Find(Gaussians(300, 900)));
        // A wavelet with an even number of points has its middle between two of them.
        Assert.Contains(WaveletPeaks.Find(Gaussians(300, 900)), peak => peak is 300 or 301);
        Assert.Contains(WaveletPeaks.Find(Gaussians(300, 900)), peak => peak is 900 or 901);
    }

    [Fact]
    public void Find_Plateau_IsOnePeakInItsMiddle() => Assert.Equal([3], LocalMaxima.Find([0, 1, 4, 4, 4, 1, 0], 0, 0));

    [Fact]
    public void Find_NothingOrFlat_IsNoPeak()
    {
        Assert.Empty(LocalMaxima.Find(new float[Grid.Count]));
        Assert.Empty(WaveletPeaks.Find(new float[Grid.Count]));
        Assert.Empty(WaveletPeaks.Find([1, 2]));
    }

    [Fact]
    public void Of_Bins_Are116Of12()
    {
        var bins = PeakBins.Of([0, 11, 12, Grid.Count - 1]);
        Assert.Equal(116, bins.Length);
        Assert.Equal((2f, 1f, 1f), (bins[0], bins[1], bins[115]));
    }
}
