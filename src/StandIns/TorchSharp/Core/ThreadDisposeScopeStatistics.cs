namespace TorchSharp;

/// <summary>What became of this thread's tensors, for finding leaks.</summary>
public class ThreadDisposeScopeStatistics
{
    /// <summary>Tensors created while no scope was open.</summary>
    public long CreatedOutsideScopeCount { get; internal set; }

    /// <summary>Tensors disposed that no scope owned.</summary>
    public long DisposedOutsideScopeCount { get; internal set; }

    /// <summary>Tensors created while a scope was open.</summary>
    public long CreatedInScopeCount { get; internal set; }

    /// <summary>Tensors disposed while a scope owned them, or by it.</summary>
    public long DisposedInScopeCount { get; internal set; }

    /// <summary>Tensors given to a scope after their creation.</summary>
    public long AttachedToScopeCount { get; internal set; }

    /// <summary>Tensors taken out of all scopes.</summary>
    public long DetachedFromScopeCount { get; internal set; }

    /// <summary>Tensors of this thread that are not disposed yet.</summary>
    public long ThreadTotalLiveCount =>
        CreatedInScopeCount + CreatedOutsideScopeCount - DisposedInScopeCount - DisposedOutsideScopeCount;

    /// <summary>Sets every count to zero.</summary>
    public void Reset()
    {
        CreatedOutsideScopeCount = DisposedOutsideScopeCount = CreatedInScopeCount = DisposedInScopeCount = 0;
        AttachedToScopeCount = DetachedFromScopeCount = 0;
    }
}
