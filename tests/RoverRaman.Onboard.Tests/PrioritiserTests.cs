using FsCheck;
using FsCheck.Fluent;
using RoverRaman.TestSupport;
using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

/// <summary>The order of products: properties, and the inputs on which such orders break.</summary>
public sealed class PrioritiserTests
{
    static readonly float[] Same = Unit(0);

    [Fact]
    public void Empty_GivesNothing() => Assert.False(new Prioritiser(new()).TryTake(int.MaxValue, out _));

    [Fact]
    public void One_IsGiven_Once()
    {
        var queue = new Prioritiser(new());
        Assert.True(queue.Offer(Item(1), Same, out _));
        Assert.False(queue.Offer(Item(1), Same, out _)); // it waits already
        Assert.True(queue.TryTake(int.MaxValue, out var chosen));
        Assert.Equal(1u, chosen.Key.Sequence);
        Assert.False(queue.TryTake(int.MaxValue, out _));
    }

    [Fact]
    public void AllIdentical_NoNaN_OldestThenLowestFirst()
    {
        var queue = new Prioritiser(new());
        foreach (var sequence in new uint[] { 5, 3, 9, 1, 7 })
            queue.Offer(Item(sequence) with { Age = sequence < 5 ? 1 : 0 }, Same, out _);
        Assert.Equal([5u, 7u, 9u, 1u, 3u], Drain(queue));
        Assert.Equal(0, queue.Novelty(Same), 3);
    }

    [Theory]
    [InlineData(0, new uint[] { 1, 2, 3 })] // utility alone: the two alike go first
    [InlineData(1, new uint[] { 1, 3, 2 })] // diversity: the one unlike comes between
    public void Diversity_0And1(double diversity, uint[] expected)
    {
        var queue = new Prioritiser(new() { Diversity = diversity });
        queue.Offer(Item(1) with { Value = 0.9f, ClassId = 1 }, Unit(0), out _);
        queue.Offer(Item(2) with { Value = 0.8f, ClassId = 1 }, Unit(0), out _);
        queue.Offer(Item(3) with { Value = 0.3f, ClassId = 2 }, Unit(1), out _);
        Assert.Equal(expected, Drain(queue));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void ValueThatIsNoNumber_CountsAsNothing_AndIsCounted(float value)
    {
        var queue = new Prioritiser(new());
        queue.Offer(Item(1) with { Value = value }, Same, out _);
        queue.Offer(Item(2) with { Value = 0.1f }, Unit(1), out _);
        Assert.Equal([2u, 1u], Drain(queue));
        Assert.Equal(1, queue.NotFinite);
    }

    [Fact]
    public void FeaturesThatAreNoNumbers_DoNotSpoilTheOthers()
    {
        var descriptor = new float[Descriptor.Size];
        Assert.False(Descriptor.Make([1, float.NaN, 2], descriptor));
        Assert.All(descriptor, value => Assert.Equal(0, value));
        var queue = new Prioritiser(new());
        queue.Offer(Item(1), descriptor, out _);
        queue.Offer(Item(2), Same, out _);
        Assert.Equal([1u, 2u], Drain(queue));
        Assert.False(float.IsNaN(queue.Novelty(descriptor)));
    }

    [Fact]
    public void ZeroSize_IsNoDivisionByZero()
    {
        var queue = new Prioritiser(new());
        queue.Offer(Item(1) with { Bytes = 0 }, Same, out _);
        Assert.True(queue.TryTake(1, out var chosen));
        Assert.Equal(1, chosen.Bytes);
    }

    [Fact]
    public void OversizeProduct_DoesNotBlockTheOthers()
    {
        var queue = new Prioritiser(new());
        queue.Offer(Item(1) with { Bytes = 5000, Value = 1, Bin = 0 }, Same, out _);
        queue.Offer(Item(2) with { Bytes = 20, Value = 0.1f }, Unit(1), out _);
        Assert.True(queue.TryTake(100, out var chosen));
        Assert.Equal(2u, chosen.Key.Sequence);
        Assert.False(queue.TryTake(100, out _));
        Assert.True(queue.TryTake(5000, out chosen));
        Assert.Equal(1u, chosen.Key.Sequence);
    }

    [Fact]
    public void FullQueue_GivesUpTheLeastOfTheHighestBin_AndCountsIt()
    {
        var queue = new Prioritiser(new() { Capacity = 2 });
        queue.Offer(Item(1) with { Bin = 2, Value = 1 }, Unit(1), out _);
        queue.Offer(Item(2) with { Bin = 1, Value = 0.1f }, Unit(2), out _);
        Assert.True(queue.Offer(Item(3) with { Bin = 1, Value = 0.2f }, Unit(3), out var evicted));
        Assert.Equal(1u, evicted!.Value.Key.Sequence);
        Assert.False(queue.Offer(Item(4) with { Bin = 3 }, Unit(4), out evicted));
        Assert.Equal(4u, evicted!.Value.Key.Sequence);
        Assert.Equal((1, 1), (queue.Evicted(2), queue.Evicted(3)));
        Assert.Equal([3u, 2u], Drain(queue));
    }

    [Fact]
    public void Move_PutsItIntoAnotherBin()
    {
        var queue = new Prioritiser(new());
        queue.Offer(Item(1) with { Bin = 1, Value = 1 }, Unit(1), out _);
        queue.Offer(Item(2) with { Bin = 2, Value = 0.1f }, Unit(2), out _);
        Assert.True(queue.Move(new(ProductKind.Standard, 2), 0));
        Assert.False(queue.Move(new(ProductKind.Standard, 3), 0));
        Assert.Equal([2u, 1u], Drain(queue));
    }

    [Fact]
    public void AnyProducts_AllComeOutOnce_BinsInOrder_WhateverTheOrderOfArrival()
    {
        var products = from seed in Gen.Choose(0, int.MaxValue) from count in Gen.Choose(0, 60) select (seed, count);
        Prop.ForAll(products.ToArbitrary(), pair =>
        {
            var random = new Random(pair.seed);
            var items = Enumerable.Range(1, pair.count).Select(i => (Item: Item((uint)i) with { Bin = (byte)random.Next(4), Value = random.NextSingle(), Bytes = random.Next(0, 3000), ClassId = (ushort)random.Next(5), Age = random.Next(3) }, Descriptor: Unit(random.Next(8)))).ToArray();
            var forward = Order(items);
            var backward = Order([.. items.Reverse()]);
            var bins = forward.Select(sequence => items[sequence - 1].Item.Bin).ToArray();
            return forward.SequenceEqual(backward) && forward.Order().SequenceEqual(items.Select(item => item.Item.Key.Sequence)) && bins.SequenceEqual(bins.Order());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void SteadyState_AllocatesNothing()
    {
        var queue = new Prioritiser(new() { Capacity = 256, Memory = 64 });
        var descriptors = Enumerable.Range(0, 100).Select(Random).ToArray();
        uint next = 0;
        void Round()
        {
            queue.Offer(Item(++next) with { Value = 0.5f, ClassId = (ushort)(next % 50) }, descriptors[next % 100], out _);
            if (next % 3 == 0)
                queue.TryTake(int.MaxValue, out _);
        }
        for (var i = 0; i < 2000; i++)
            Round();
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 2000; i++)
                Round();
        }));
    }

    static uint[] Order((Candidate Item, float[] Descriptor)[] items)
    {
        var queue = new Prioritiser(new());
        foreach (var (item, descriptor) in items)
            queue.Offer(item, descriptor, out _);
        return Drain(queue);
    }

    static uint[] Drain(Prioritiser queue)
    {
        var order = new List<uint>();
        while (queue.TryTake(int.MaxValue, out var chosen))
            order.Add(chosen.Key.Sequence);
        return [.. order];
    }

    static Candidate Item(uint sequence) => new() { Key = new(ProductKind.Standard, sequence), Bin = 1, Value = 0.5f, Bytes = 20, ClassId = 7, Confidence = 0.5f };

    static float[] Unit(int place)
    {
        var descriptor = new float[Descriptor.Size];
        descriptor[place] = 1;
        return descriptor;
    }

    static float[] Random(int seed)
    {
        var random = new Random(seed);
        var descriptor = new float[Descriptor.Size];
        Descriptor.Make([.. Enumerable.Range(0, 500).Select(_ => random.NextSingle())], descriptor);
        return descriptor;
    }
}
