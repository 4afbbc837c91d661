using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Ground;

/// <summary>The robot's own order: <see cref="Prioritiser"/>, in the bounded memory that it has onboard.</summary>
public sealed class RoverOrder(PrioritiserOptions options) : IProductOrder
{
    readonly Prioritiser _prioritiser = new(options);
    readonly Dictionary<ProductKey, MissionProduct> _products = [];

    /// <inheritdoc/>
    public string Name => "rover";

    /// <inheritdoc/>
    public void Offer(MissionProduct product, float[] descriptor) => Offer(product, product.Candidate, descriptor);

    /// <inheritdoc/>
    public void Return(MissionProduct product, float[] descriptor) => Offer(product, product.Candidate with { IsRepair = true }, descriptor);

    /// <inheritdoc/>
    public MissionProduct? Take(int maximumBytes)
    {
        if (!_prioritiser.TryTake(maximumBytes, out var chosen))
            return null;
        _ = _products.Remove(chosen.Key, out var product);
        return product;
    }

    void Offer(MissionProduct product, in Candidate candidate, float[] descriptor)
    {
        if (_prioritiser.Offer(candidate, descriptor, out var evicted))
            _products[candidate.Key] = product;
        if (evicted is { } gone)
            _ = _products.Remove(gone.Key);
    }
}
