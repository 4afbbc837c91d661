namespace RoverRaman.Onboard.Tests;

public sealed class SlotRingTests
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    sealed class Box
    {
        public int Value { get; set; }
    }

    static void Put(SlotRing<Box> ring, int value)
    {
        var box = ring.Rent();
        box.Value = value;
        ring.Publish(box);
    }

    [Fact]
    public void Take_AfterPublish_GivesOldestFirst()
    {
        var sut = new SlotRing<Box>(3, () => new Box());
        Put(sut, 1);
        Put(sut, 2);

        Assert.Equal(1, sut.Take(Soon)!.Value);
        Assert.Equal(2, sut.Take(Soon)!.Value);
        Assert.Null(sut.Take(TimeSpan.Zero));
    }

    [Fact]
    public void Publish_WhenFull_DropsTheOldestAndCountsIt()
    {
        var sut = new SlotRing<Box>(3, () => new Box());
        for (var i = 1; i <= 10; i++)
            Put(sut, i);

        Assert.Equal(7, sut.Dropped);
        Assert.Equal([8, 9, 10], Enumerable.Range(0, 3).Select(_ => sut.Take(TimeSpan.Zero)!.Value));
    }

    [Fact]
    public void Publish_WhileConsumerHoldsASlot_NeverTouchesIt()
    {
        var sut = new SlotRing<Box>(2, () => new Box());
        Put(sut, 1);
        var held = sut.Take(Soon)!;
        for (var i = 2; i < 100; i++)
            Put(sut, i);

        Assert.Equal(1, held.Value);
        Assert.Equal(96, sut.Dropped);
    }

    [Fact]
    public async Task Close_WakesAWaitingConsumer_AndWhatWaitsCanStillBeTaken()
    {
        var sut = new SlotRing<Box>(2, () => new Box());
        Put(sut, 1);
        sut.Close();
        Assert.Equal(1, sut.Take(Timeout.InfiniteTimeSpan)!.Value);
        Assert.Null(sut.Take(Timeout.InfiniteTimeSpan));

        var empty = new SlotRing<Box>(2, () => new Box());
        var waiting = Task.Run(() => empty.Take(Timeout.InfiniteTimeSpan));
        empty.Close();
        Assert.Null(await waiting.WaitAsync(Soon));
    }

    [Fact]
    public void Publish_AfterClose_IsRefused()
    {
        var sut = new SlotRing<Box>(2, () => new Box());
        sut.Close();

        Assert.False(sut.Publish(sut.Rent()));
        Assert.Equal(0, sut.Count);
    }

    [Fact]
    public async Task Ring_UnderLoadFromFourProducers_LosesNothingUncounted()
    {
        const int Producers = 4, Each = 20_000;
        var sut = new SlotRing<Box>(8, () => new Box(), Producers);
        var consumer = Task.Run(() =>
        {
            var taken = 0;
            while (true)
            {
                if (sut.Take(TimeSpan.FromMilliseconds(100)) is { } box)
                {
                    taken++;
                    sut.Return(box);
                }
                else if (sut.IsClosed)
                    return taken;
            }
        });
        await Task.WhenAll(Enumerable.Range(0, Producers).Select(p => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
                Put(sut, i);
        })));
        sut.Close();

        Assert.Equal(Producers * Each, await consumer + sut.Dropped);
    }

    [Fact]
    public void Rent_WithAllSlotsInHands_SaysSo()
    {
        var sut = new SlotRing<Box>(1, () => new Box());
        sut.Rent();
        sut.Rent();
        sut.Rent();
        Assert.Throws<InvalidOperationException>(() => sut.Rent());
    }
}
