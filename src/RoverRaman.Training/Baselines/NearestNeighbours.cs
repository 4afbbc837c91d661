using System.Numerics.Tensors;

namespace RoverRaman.Training.Baselines;

/// <summary>
/// k nearest neighbours by Euclidean distance on feature vectors (paper, section 3.2: k = 1). Classes are ranked by votes, then by
/// the distance of their nearest neighbour, so that a ranked list exists for k = 1 as well.
/// </summary>
/// <param name="features">Training vectors, all of one length.</param>
/// <param name="labels">Class index of each.</param>
/// <param name="k">Neighbours that vote, at least 1.</param>
public sealed class NearestNeighbours(float[][] features, IReadOnlyList<int> labels, int k = 1)
{
    /// <summary>The most likely classes of <paramref name="query"/>, best first.</summary>
    /// <param name="query">A vector as long as the training vectors.</param>
    /// <param name="count">At most so many.</param>
    public int[] Rank(float[] query, int count = 3)
    {
        var distances = new float[features.Length];
        for (var i = 0; i < distances.Length; i++)
            distances[i] = TensorPrimitives.Distance<float>(features[i], query);
        var order = Enumerable.Range(0, distances.Length).OrderBy(i => distances[i]).ToArray();
        var votes = order.Take(k).CountBy(i => labels[i]).ToDictionary();
        return [.. order.DistinctBy(i => labels[i])
            .OrderByDescending(i => votes.GetValueOrDefault(labels[i]))
            .ThenBy(i => distances[i])
            .Take(count)
            .Select(i => labels[i])];
    }
}
