using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

public sealed class QueuedSinkTests
{
    static readonly Backoff AtOnce = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));

    static (QueuedSink Sink, Thread Thread) Start(FakeWriter writer, int capacity = 8, EventLog? log = null)
    {
        var sink = new QueuedSink("journal", writer, capacity, log ?? EventLog.None, TimeProvider.System, AtOnce);
        var thread = new Thread(sink.Run);
        return (sink, thread);
    }

    static void Offer(QueuedSink sink, uint first, uint count)
    {
        for (var i = first; i < first + count; i++)
            sink.Offer(MessageKind.Decision, Sample.Decision(i));
    }

    [Fact]
    public void Run_WritesInOrder_AndAfterCloseWhatStillWaits()
    {
        var writer = new FakeWriter();
        var (sink, thread) = Start(writer);
        Offer(sink, 1, 5);
        sink.Close();
        thread.Start();
        thread.Join();

        Assert.Equal([1u, 2u, 3u, 4u, 5u], writer.Messages.Select(Sample.SequenceOf));
        Assert.Equal(new SinkCounters(5, 5, 0, 0, 0), sink.Counters);
        Assert.True(writer.Disposed);
    }

    [Fact]
    public void Offer_WhenTheWriterIsBehind_DropsTheOldest_CountsThem_AndNeverWaits()
    {
        var writer = new FakeWriter();
        var (sink, thread) = Start(writer, capacity: 3);
        Offer(sink, 1, 10);
        sink.Close();
        thread.Start();
        thread.Join();

        Assert.Equal([8u, 9u, 10u], writer.Messages.Select(Sample.SequenceOf));
        Assert.Equal(new SinkCounters(10, 3, 7, 0, 0), sink.Counters);
    }

    [Fact]
    public void Run_WhenWritingFails_TriesTheSameMessageAgain_AndLosesNone()
    {
        var refusals = 4;
        var log = new StringWriter();
        var writer = new FakeWriter { Refuses = () => refusals-- > 0 };
        var (sink, thread) = Start(writer, log: new EventLog(log, TimeProvider.System));
        Offer(sink, 1, 3);
        thread.Start();
        SpinWait.SpinUntil(() => sink.Counters.Written == 3, TimeSpan.FromSeconds(30));
        sink.Close();
        thread.Join();

        Assert.Equal([1u, 2u, 3u], writer.Messages.Select(Sample.SequenceOf));
        Assert.Equal(new SinkCounters(3, 3, 0, 4, 0), sink.Counters);
        Assert.Contains("warn  journal-failed path=fake doing=write reason=\"no space left on device\"", log.ToString(), StringComparison.Ordinal);
        Assert.Contains("info  journal-recovered", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Close_WhileWritingFails_EndsAndCountsWhatIsLost()
    {
        var writer = new FakeWriter { Refuses = () => true };
        var (sink, thread) = Start(writer);
        Offer(sink, 1, 5);
        thread.Start();
        sink.Close();
        Assert.True(thread.Join(TimeSpan.FromSeconds(30)));

        Assert.Equal((0L, 5L), (sink.Counters.Written, sink.Counters.Lost));
    }

    [Fact]
    public void Offer_AfterClose_IsCountedAsLost()
    {
        var (sink, _) = Start(new FakeWriter());
        sink.Close();
        Offer(sink, 1, 1);
        Assert.Equal(new SinkCounters(1, 0, 0, 0, 1), sink.Counters);
    }
}
