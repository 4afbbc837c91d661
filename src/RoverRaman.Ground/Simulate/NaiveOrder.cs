namespace RoverRaman.Ground;

/// <summary>Utility a byte, whatever was sent before: JEWEL's "naive".</summary>
public sealed class NaiveOrder : IProductOrder
{
    readonly PriorityQueue<MissionProduct, (double, long)> _queue = new();
    long _order;

    /// <inheritdoc/>
    public string Name => "naive";

    /// <inheritdoc/>
    public void Offer(MissionProduct product, float[] descriptor) => _queue.Enqueue(product, (-product.Candidate.Value / (double)product.Candidate.Bytes, _order++));

    /// <inheritdoc/>
    public void Return(MissionProduct product, float[] descriptor) => Offer(product, descriptor);

    /// <inheritdoc/>
    public MissionProduct? Take(int maximumBytes)
    {
        var passed = new List<MissionProduct>();
        MissionProduct? found = null;
        while (found is null && _queue.TryDequeue(out var product, out _))
            if (product.Candidate.Bytes <= maximumBytes)
                found = product;
            else
                passed.Add(product);
        foreach (var product in passed)
            Offer(product, []);
        return found;
    }
}
