using RoverRaman.Training.SemiSupervised;
using static TorchSharp.torch;

namespace RoverRaman.Training.Tests.SemiSupervised;

/// <summary>Losses beside values worked out by hand.</summary>
public sealed class LossTests
{
    // Probabilities 0.5, 0.25, 0.25 and 0.1, 0.2, 0.7; the third class is "generated".
    static readonly float[,] Real = Logarithms(0.5, 0.25, 0.25), Generated = Logarithms(0.1, 0.2, 0.7);

    [Fact]
    public void Supervised_LooksAtRealClassesAlone()
    {
        // Among the two real classes: 0.5 / 0.75.
        Assert.Equal(-Math.Log(0.5 / 0.75), SganLoss.Supervised(tensor(Real), tensor([0L])).item<float>(), 5);
        Assert.Equal(-Math.Log(0.2 / 0.3), SganLoss.Supervised(tensor(Generated), tensor([1L])).item<float>(), 5);
    }

    [Fact]
    public void Unsupervised_IsEquation18() =>
        Assert.Equal(-Math.Log(1 - 0.25) - Math.Log(0.7), SganLoss.Unsupervised(tensor(Real), tensor(Generated)).item<float>(), 5);

    [Fact]
    public void Generator_WantsItsSpectraTakenForReal() => Assert.Equal(-Math.Log(1 - 0.7), SganLoss.Generator(tensor(Generated)).item<float>(), 5);

    [Fact]
    public void Unsupervised_VerySureLogits_StayFinite() =>
        Assert.True(float.IsFinite(SganLoss.Unsupervised(tensor(new float[,] { { 0, 0, 90 } }), tensor(new float[,] { { 90, 0, 0 } })).item<float>()));

    [Fact]
    public void NtXent_TwoPairs_IsEquation20()
    {
        // z1 = (1,0), z2 = (0,1) with partners (3,4)/5 and (0,2): cosines by hand.
        using var first = tensor(new float[,] { { 1, 0 }, { 0, 1 } });
        using var second = tensor(new float[,] { { 3, 4 }, { 0, 2 } });
        const double t = 0.5;
        // Cosines of the four views a = (1,0), b = (0,1), c = (0.6,0.8), d = (0,1).
        const double ab = 0, ac = 0.6, ad = 0, bc = 0.8, bd = 1, cd = 0.8;
        static double L(double partner, double other1, double other2) =>
            -Math.Log(Math.Exp(partner / t) / (Math.Exp(partner / t) + Math.Exp(other1 / t) + Math.Exp(other2 / t)));
        var expected = (L(ac, ab, ad) + L(bd, ab, bc) + L(ac, bc, cd) + L(bd, ad, cd)) / 4;
        Assert.Equal(expected, NtXentLoss.Of(first, second, t).item<float>(), 5);
    }

    [Fact]
    public void Autoencoder_LossIsSquaredErrorAndPenalty()
    {
        using var rebuilt = tensor(new float[,] { { 1, 2 }, { 0, 0 } });
        using var original = tensor(new float[,] { { 0, 0 }, { 0, 3 } });
        using var latent = tensor(new float[,] { { 1, 1 }, { 2, 0 } });
        // Squared errors 5 and 9, sums of h 2 and 2.
        Assert.Equal((5 + 9) / 2.0 + 0.001 * 2, SparseAutoencoder.Loss(rebuilt, original, latent).item<float>(), 5);
    }

    static float[,] Logarithms(params double[] probabilities)
    {
        var logits = new float[1, probabilities.Length];
        for (var i = 0; i < probabilities.Length; i++)
            logits[0, i] = (float)Math.Log(probabilities[i]) + 3; // any constant cancels out
        return logits;
    }
}
