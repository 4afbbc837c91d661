using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Tests;

public sealed class TtyTransportTests : IDisposable
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(20), Short = TimeSpan.FromMilliseconds(30);
    readonly PtyMaster _instrument = PtyMaster.Create();
    readonly byte[] _buffer = new byte[1024];

    public void Dispose() => _instrument.Dispose();

    [Fact]
    public void ReadWrite_AllByteValues_PassUnchangedBothWays()
    {
        using var line = TtyTransport.Open(_instrument.TerminalPath, 115200);
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        line.Write(all, Long, default);
        Assert.Equal(all, ReadAll(_instrument, 256));
        _instrument.Write(all, Long, default);
        Assert.Equal(all, ReadAll(line, 256));
    }

    [Fact]
    public void Read_NothingComes_GivesZero()
    {
        using var line = TtyTransport.Open(_instrument.TerminalPath);
        Assert.Equal(0, line.Read(_buffer, Short, default));
        Assert.Equal(0, line.Read(_buffer, TimeSpan.Zero, default));
    }

    [Fact]
    public void Read_CancelledWhileWaiting_Throws()
    {
        using var line = TtyTransport.Open(_instrument.TerminalPath);
        using var cancellation = new CancellationTokenSource(Short);
        Assert.ThrowsAny<OperationCanceledException>(() => line.Read(_buffer, Timeout.InfiniteTimeSpan, cancellation.Token));

        // The line works on: a used cancellation leaves nothing behind.
        _instrument.Write([42], Long, default);
        Assert.Equal(1, line.Read(_buffer, Long, default));
    }

    [Fact]
    public void Read_InstrumentGone_ThrowsTransportLost()
    {
        using var line = TtyTransport.Open(_instrument.TerminalPath);
        var reading = Task.Run(() => line.Read(_buffer, Long, default), TestContext.Current.CancellationToken);
        _instrument.Dispose();
        Assert.Throws<TransportLostException>(() => reading.GetAwaiter().GetResult());
        Assert.Throws<TransportLostException>(() => line.Read(_buffer, Long, default));
        Assert.Throws<TransportLostException>(() => line.Write([1], Long, default));
    }

    [Fact]
    public void Dispose_WhileAnotherThreadReads_EndsTheRead()
    {
        var line = TtyTransport.Open(_instrument.TerminalPath);
        var reading = Task.Run(() => line.Read(_buffer, Long, default), TestContext.Current.CancellationToken);
        line.Dispose();
        Assert.Throws<ObjectDisposedException>(() => reading.GetAwaiter().GetResult());
    }

    [Fact]
    public void Write_NobodyReads_ThrowsTimeoutSayingHowFar()
    {
        using var line = TtyTransport.Open(_instrument.TerminalPath);
        var error = Assert.Throws<TimeoutException>(() => line.Write(new byte[1_000_000], Short, default));
        Assert.Contains("of 1000000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DiscardInput_BytesWaiting_DropsAndCountsThem()
    {
        using var line = TtyTransport.Open(_instrument.TerminalPath);
        _instrument.Write(new byte[700], Long, default);
        Assert.True(line.Read(_buffer.AsSpan(0, 1), Long, default) == 1);
        Assert.Equal(699, line.DiscardInput());
        Assert.Equal(0, line.Read(_buffer, Short, default));
    }

    [Theory]
    [InlineData(9600)]
    [InlineData(115200)]
    [InlineData(250000)]
    [InlineData(111865)]
    public void SetBaud_AnyRate_IsInForce(int baud)
    {
        using var line = TtyTransport.Open(_instrument.TerminalPath);
        line.SetBaud(baud);
        Assert.Equal(baud, _instrument.PeerBaud);
        Assert.Equal(baud, line.Baud);
        Assert.EndsWith($"@{baud}", line.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadLineErrors_Pty_HasNone()
    {
        using var line = TtyTransport.Open(_instrument.TerminalPath);
        Assert.Null(line.ReadLineErrors());
    }

    [Fact]
    public void Open_NothingThere_SaysWhereAndWhatToDo()
    {
        var error = Assert.Throws<TransportLostException>(() => TtyTransport.Open("/dev/ttyNOTHERE"));
        Assert.Contains("/dev/ttyNOTHERE", error.Message, StringComparison.Ordinal);
        Assert.Contains("plugged in", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OrdinaryFile_SaysThatItIsNoTty()
    {
        var path = Path.GetTempFileName();
        try
        {
            var error = Assert.Throws<TransportLostException>(() => TtyTransport.Open(path));
            Assert.Contains("not a tty", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Open_AgainAfterClose_DropsWhatWasSaidBefore()
    {
        using (var first = TtyTransport.Open(_instrument.TerminalPath))
            _instrument.Write(new byte[100], Long, default);
        using var second = TtyTransport.Open(_instrument.TerminalPath);
        Assert.Equal(0, second.Read(_buffer, Short, default));
    }

    static byte[] ReadAll(IByteTransport transport, int count)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            var read = transport.Read(bytes.AsSpan(at), Long, default);
            Assert.NotEqual(0, read);
            at += read;
        }
        return bytes;
    }
}
