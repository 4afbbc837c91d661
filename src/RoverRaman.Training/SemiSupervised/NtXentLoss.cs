using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RoverRaman.Training.SemiSupervised;

/// <summary>SimCLR's loss (supporting information, equations 19 and 20): two views of one spectrum are to agree more than views of two.</summary>
public static class NtXentLoss
{
    /// <summary>Mean of L(i, j) over both orders of all N positive pairs.</summary>
    /// <param name="first">Projections z of the first views, [N, d], N at least 2.</param>
    /// <param name="second">Projections z' of the second views, in the same order.</param>
    /// <param name="temperature">Temperature tau, above 0.</param>
    public static Tensor Of(Tensor first, Tensor second, double temperature)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        var n = first.shape[0];
        var views = functional.normalize(cat([first, second], 0), 2, 1);
        var similarity = views.matmul(views.t()) / temperature;
        // A view is not compared with itself.
        var self = eye(2 * n, dtype: ScalarType.Bool);
        similarity = similarity.masked_fill(self, float.NegativeInfinity);
        var partner = cat([arange(n, 2 * n, dtype: ScalarType.Int64), arange(0, n, dtype: ScalarType.Int64)], 0);
        return functional.cross_entropy(similarity, partner);
    }
}
