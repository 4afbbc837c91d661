using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RoverRaman.TorchSharpStandIn.Tests;

public class DisposeScopeTests
{
    [Fact]
    public void Scope_WhenDisposed_DisposesWhatWasMadeInIt()
    {
        using var before = ones(1);
        Tensor inside;
        using (NewDisposeScope())
            inside = ones(2) + 1;
        Assert.True(inside.IsInvalid);
        Assert.False(before.IsInvalid);
        Assert.ThrowsAny<InvalidOperationException>(() => inside.shape);
    }

    [Fact]
    public void MoveToOuter_FromTheInnerScope_LivesAsLongAsTheOuter()
    {
        Tensor moved, detached, detachedBySelf;
        using (NewDisposeScope())
        {
            using (var inner = NewDisposeScope())
            {
                moved = inner.MoveToOuter(ones(1));
                detached = inner.Detach(ones(1));
                detachedBySelf = ones(1).DetachFromDisposeScope();
            }
            Assert.False(moved.IsInvalid);
        }
        Assert.True(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        Assert.False(detachedBySelf.IsInvalid);
        detached.Dispose();
        detachedBySelf.Dispose();
    }

    [Fact]
    public void MoveToOuterDisposeScope_WithoutAnOuterScope_DetachesTheTensor()
    {
        Tensor kept;
        using (NewDisposeScope())
            kept = ones(1).MoveToOuterDisposeScope();
        Assert.False(kept.IsInvalid);
        kept.Dispose();
    }

    [Fact]
    public void DisposeEverythingBut_InALongScope_KeepsThatOne()
    {
        using var scope = NewDisposeScope();
        var kept = ones(1);
        var lost = kept + 1;
        scope.DisposeEverythingBut(kept);
        Assert.False(kept.IsInvalid);
        Assert.True(lost.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void Attach_OfAFreeTensor_DisposesItWithTheScope()
    {
        var free = ones(1);
        using (var scope = NewDisposeScope())
            scope.Attach(free);
        Assert.True(free.IsInvalid);
    }

    [Fact]
    public void WrappedScope_OfAnExpression_KeepsOnlyItsResult()
    {
        long before = Tensor.TotalCount;
        using var result = WrappedTensorDisposeScope(() => (ones(3) + 1).exp().sum());
        Assert.Equal(before + 1, Tensor.TotalCount);
    }

    [Fact]
    public void TrainingStep_InAScope_LeavesNoTensorBehind()
    {
        using var model = nn.Sequential(nn.Conv1d(1, 4, 5), nn.BatchNorm1d(4), nn.LeakyReLU(0.1), nn.MaxPool1d(2), nn.Flatten(),
            nn.Dropout(0.5), nn.Linear(24, 3));
        using var optimizer = optim.Adam(model.parameters(), 1e-3, 0.9, 0.999);
        Step();
        var (tensors, thread) = (Tensor.TotalCount, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        for (int i = 0; i < 10; i++)
            Step();
        Assert.Equal((tensors, thread), (Tensor.TotalCount, DisposeScopeManager.Statistics.ThreadTotalLiveCount));

        void Step()
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(model.call(randn(4, 1, 16)), randint(3, 4));
            loss.backward();
            nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            optimizer.step();
            Assert.True(double.IsFinite(loss.ToDouble()));
        }
    }

    [Fact]
    public void Statistics_AfterAReset_CountCreationAndDisposal()
    {
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        using (var scope = NewDisposeScope())
        {
            ones(1).Dispose();
            scope.Detach(ones(1)).Dispose();
            _ = ones(1);
        }
        ones(1).Dispose();
        Assert.Equal((3, 1, 1), (statistics.CreatedInScopeCount, statistics.CreatedOutsideScopeCount, statistics.DetachedFromScopeCount));
        Assert.Equal((2, 2, 0), (statistics.DisposedInScopeCount, statistics.DisposedOutsideScopeCount, statistics.ThreadTotalLiveCount));
    }

    [Fact]
    public void Module_BuiltInAScope_SurvivesIt()
    {
        nn.Module<Tensor, Tensor> model;
        using (NewDisposeScope())
            model = nn.Sequential(nn.Conv1d(1, 2, 3), nn.BatchNorm1d(2), nn.Linear(6, 2));
        Assert.All(model.state_dict().Values, t => Assert.False(t.IsInvalid));
        model.Dispose();
    }

    [Fact]
    public void InPlaceOperators_ReturnATensorOfTheSameData()
    {
        using var scope = NewDisposeScope();
        var x = ones(2);
        x.add_(1).mul_(2).sub_(1);
        Assert.Equal([3, 3], x.data<float>().ToArray());
    }

    [Fact]
    public void ReplacedWeight_FreesTheOldOne()
    {
        using var layer = nn.Linear(2, 2);
        var old = layer.weight!;
        layer.weight = new Parameter(ones(2, 2));
        Assert.True(old.IsInvalid);
        Assert.Same(layer.weight, layer.get_parameter("weight"));
    }
}
