namespace TorchSharp;

/// <summary>What Adam remembers of one parameter; it outlives every dispose scope.</summary>
sealed class MomentState(torch.Tensor parameter) : IDisposable
{
    public long Step { get; set; }

    public torch.Tensor First { get; } = parameter.zeros_like().DetachFromDisposeScope();

    public torch.Tensor Second { get; } = parameter.zeros_like().DetachFromDisposeScope();

    /// <summary>The largest second moment so far (amsgrad only).</summary>
    public torch.Tensor? Largest { get; set; }

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        Largest?.Dispose();
    }
}
