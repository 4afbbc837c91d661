using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.SemiSupervised;

/// <summary>The SGAN's losses (supporting information, equation 18) on logits [n, K + 1]; the last output means "made by the generator".</summary>
public static class SganLoss
{
    /// <summary>-E log p(y | x, y &lt;= K): the K real classes among themselves.</summary>
    /// <param name="logits">Of labelled spectra, [n, K + 1].</param>
    /// <param name="labels">Class indices [n], below K.</param>
    /// <param name="weights">One weight a class (section 2.3), or null.</param>
    public static Tensor Supervised(Tensor logits, Tensor labels, Tensor? weights = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        return functional.cross_entropy(Real(logits), labels, weights);
    }

    /// <summary>-E log[1 - p(K + 1 | x)] over real spectra, -E log p(K + 1 | x) over generated ones.</summary>
    /// <param name="real">Logits of real spectra, labelled or not.</param>
    /// <param name="generated">Logits of generated spectra.</param>
    public static Tensor Unsupervised(Tensor real, Tensor generated)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(generated);
        return Genuine(real).neg() - LogGenerated(generated).mean();
    }

    /// <summary>What the generator lowers: -E log[1 - p(K + 1 | G(z))]. The paper states the discriminator's part alone.</summary>
    /// <param name="generated">Logits of generated spectra.</param>
    public static Tensor Generator(Tensor generated)
    {
        ArgumentNullException.ThrowIfNull(generated);
        return Genuine(generated).neg();
    }

    // E log[1 - p(K + 1)] without taking the difference of nearly equal numbers: 1 - p(K + 1) is the sum of the other probabilities.
    static Tensor Genuine(Tensor logits) => (Real(logits).logsumexp(1) - logits.logsumexp(1)).mean();

    static Tensor LogGenerated(Tensor logits) => logits.select(1, logits.shape[1] - 1) - logits.logsumexp(1);

    static Tensor Real(Tensor logits) => logits.narrow(1, 0, logits.shape[1] - 1);
}
