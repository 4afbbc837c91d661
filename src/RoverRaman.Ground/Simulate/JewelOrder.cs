using System.Numerics.Tensors;

namespace RoverRaman.Ground;

/// <summary>
/// MMR as JEWEL (OWLS-Autonomy) does it: similarity exp(-(g d)^2) with g = 1 / median of the distances, over all products of the past and
/// all that wait, alpha 0.5. Everything is kept: n distances a choice, n products in memory.
/// </summary>
/// <param name="alpha">0 utility alone, 1 diversity alone.</param>
public sealed class JewelOrder(double alpha = 0.5) : IProductOrder
{
    const int MedianSample = 2000;

    readonly List<(MissionProduct Product, float[] Descriptor, double Similarity)> _waiting = [];
    readonly List<float[]> _sent = [];
    readonly Random _random = new(0);
    double _scale;
    int _scaledFor;

    /// <inheritdoc/>
    public string Name => "mmr";

    /// <inheritdoc/>
    public void Offer(MissionProduct product, float[] descriptor) => _waiting.Add((product, descriptor, -1));

    /// <inheritdoc/>
    public void Return(MissionProduct product, float[] descriptor) => Offer(product, descriptor);

    /// <inheritdoc/>
    public MissionProduct? Take(int maximumBytes)
    {
        Rescale();
        int best = -1;
        double bestScore = double.NegativeInfinity;
        for (int i = 0; i < _waiting.Count; i++)
        {
            if (_waiting[i].Product.Candidate.Bytes > maximumBytes)
                continue;
            double score = Score(i);
            if (score > bestScore)
                (best, bestScore) = (i, score);
        }
        if (best < 0)
            return null;
        var (product, chosen, _) = _waiting[best];
        _waiting.RemoveAt(best);
        _sent.Add(chosen);
        for (int i = 0; i < _waiting.Count; i++)
            if (_waiting[i].Similarity >= 0)
                _waiting[i] = _waiting[i] with { Similarity = Math.Max(_waiting[i].Similarity, Similarity(_waiting[i].Descriptor, chosen)) };
        return product;
    }

    double Score(int at)
    {
        var (product, descriptor, similarity) = _waiting[at];
        if (similarity < 0)
            _waiting[at] = (product, descriptor, similarity = _sent.Select(sent => Similarity(descriptor, sent)).DefaultIfEmpty(0).Max());
        return product.Candidate.Value / (double)product.Candidate.Bytes * (1 - alpha * similarity);
    }

    // The median of all pairs, from a sample, and again whenever there are half as many more.
    void Rescale()
    {
        if (_waiting.Count < 2 || _waiting.Count < 1.5 * _scaledFor)
            return;
        _scaledFor = _waiting.Count;
        double[] distances = [.. Enumerable.Range(0, MedianSample).Select(_ => Distance(Any(), Any())).Order()];
        // JEWEL divides by a median of 0 where most products are equal; 1 keeps this comparison alive.
        _scale = distances[MedianSample / 2] > 0 ? 1 / distances[MedianSample / 2] : 1;
    }

    float[] Any() => _waiting[_random.Next(_waiting.Count)].Descriptor;

    double Similarity(float[] left, float[] right) => Math.Exp(-Math.Pow(_scale * Distance(left, right), 2));

    static double Distance(float[] left, float[] right) => left.Length == 0 || right.Length == 0 ? 0 : Math.Sqrt(Math.Max(0, 2 - 2 * TensorPrimitives.Dot<float>(left, right)));
}
