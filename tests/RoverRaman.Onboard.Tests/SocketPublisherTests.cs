using System.Net.Sockets;
using RoverRaman.Wire;

namespace RoverRaman.Onboard.Tests;

public sealed class SocketPublisherTests : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    readonly TemporaryFolder _folder = new();
    readonly CancellationTokenSource _stop = new();
    readonly StringWriter _log = new();

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _log.Dispose();
        _folder.Dispose();
    }

    SocketPublisher Start(int clients = 16, int queue = 64)
    {
        var trigger = new AcquisitionTrigger(new AcquisitionOptions { Mode = AcquireMode.Command }, TimeProvider.System);
        var sut = new SocketPublisher(
            new PublisherOptions { Path = _folder.At("s"), MaximumClients = clients, QueueCapacity = queue }, new CommandHandler(trigger, () => false).Handle,
            new LatencyHistogram(), new EventLog(_log, TimeProvider.System), TimeProvider.System);
        new Thread(() => sut.Run(_stop.Token)) { IsBackground = true }.Start();
        return sut;
    }

    Socket Connect(SocketPublisher sut, int expected)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = (int)Limit.TotalMilliseconds };
        socket.Connect(new UnixDomainSocketEndPoint(_folder.At("s")));
        Assert.True(SpinWait.SpinUntil(() => sut.Counters.Accepted + sut.Counters.Refused >= expected, Limit));
        return socket;
    }

    static byte[] Receive(Socket socket)
    {
        var header = Exactly(socket, 4);
        return Exactly(socket, BitConverter.ToInt32(header));
    }

    static byte[] Exactly(Socket socket, int count)
    {
        var bytes = new byte[count];
        for (var got = 0; got < count;)
            got += socket.Receive(bytes.AsSpan(got)) is > 0 and var n ? n : throw new EndOfStreamException();
        return bytes;
    }

    [Fact]
    public async Task SlowReader_LosesItsOldestMessages_WhichAreCounted_AndHoldsUpNobody()
    {
        using var sut = Start(queue: 8);
        using var slow = Connect(sut, 1);
        using var fast = Connect(sut, 2);
        var big = new byte[60_000]; // fills the kernel's buffers of a reader that does not read
        for (var i = 0; i < 200; i++)
            sut.Offer(MessageKind.Spectrum, big);
        Assert.True(sut.Counters.Dropped > 0);

        // The fast reader catches up and then gets a decision; the slow one is still stuck.
        var reading = Task.Run(() =>
        {
            while (WireMessage.KindOf(Receive(fast)) != MessageKind.Decision) { }
        });
        sut.Offer(MessageKind.Decision, Sample.Decision(1));
        await reading.WaitAsync(Limit);
    }

    [Fact]
    public void ReaderThatLeaves_CostsNothing_AndIsForgotten()
    {
        using var sut = Start();
        Connect(sut, 1).Dispose();
        Assert.True(SpinWait.SpinUntil(() =>
        {
            sut.Offer(MessageKind.Decision, Sample.Decision(1));
            return sut.Counters.Clients == 0;
        }, Limit));
    }

    [Fact]
    public void TooManyReaders_AreClosedAndCounted()
    {
        using var sut = Start(clients: 1);
        using var first = Connect(sut, 1);
        using var second = Connect(sut, 2);
        Assert.Equal(0, second.Receive(new byte[1]));
        Assert.Equal((1, 1L), (sut.Counters.Clients, sut.Counters.Refused));
    }

    [Fact]
    public void ReaderThatSendsRubbish_IsClosedAndCounted()
    {
        using var sut = Start();
        using var socket = Connect(sut, 1);
        socket.Send([0xff, 0xff, 0xff, 0x7f, 1, 2, 3]); // a length of 2 GB
        Assert.Equal(0, socket.Receive(new byte[1]));
        Assert.True(SpinWait.SpinUntil(() => sut.Counters.BadMessages == 1, Limit));
    }

    [Fact]
    public void ReaderThatClosesItsSendingSide_StillGetsDecisions()
    {
        using var sut = Start();
        using var socket = Connect(sut, 1);
        socket.Shutdown(SocketShutdown.Send);
        sut.Offer(MessageKind.Decision, Sample.Decision(5));
        Assert.Equal(5u, Sample.SequenceOf(Receive(socket)));
    }

    [Fact]
    public void Bind_OnAFileThatIsNoSocket_RefusesAndLeavesItAlone()
    {
        File.WriteAllText(_folder.At("s"), "data");
        Assert.Throws<IOException>(() => Start());
        Assert.Equal("data", File.ReadAllText(_folder.At("s")));
    }
}
