namespace RoverRaman.Ground;

/// <summary>First made, first sent; what did not arrive goes first.</summary>
public sealed class FifoOrder : IProductOrder
{
    readonly LinkedList<MissionProduct> _queue = new();

    /// <inheritdoc/>
    public string Name => "fifo";

    /// <inheritdoc/>
    public void Offer(MissionProduct product, float[] descriptor) => _queue.AddLast(product);

    /// <inheritdoc/>
    public void Return(MissionProduct product, float[] descriptor) => _queue.AddFirst(product);

    /// <inheritdoc/>
    public MissionProduct? Take(int maximumBytes)
    {
        if (_queue.First is not { } first || first.Value.Candidate.Bytes > maximumBytes)
            return null;
        _queue.RemoveFirst();
        return first.Value;
    }
}
