using System.Net;
using System.Net.Sockets;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Tests;

public sealed class TcpTransportTests : IDisposable
{
    static readonly TimeSpan Long = TimeSpan.FromSeconds(20), Short = TimeSpan.FromMilliseconds(30);
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly TcpTransport _driver;
    readonly TcpTransport _instrument;
    readonly byte[] _buffer = new byte[1024];

    public TcpTransportTests()
    {
        _listener.Start();
        _driver = TcpTransport.Connect("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port, Long, default);
        _instrument = new TcpTransport(_listener.AcceptSocket());
    }

    public void Dispose()
    {
        _driver.Dispose();
        _instrument.Dispose();
        _listener.Dispose();
    }

    [Fact]
    public void ReadWrite_Bytes_PassUnchanged()
    {
        _instrument.Write([1, 2, 3], Long, default);
        Assert.Equal(3, _driver.Read(_buffer, Long, default));
        Assert.Equal([1, 2, 3], _buffer[..3]);
    }

    [Fact]
    public void Read_NothingComes_GivesZero() => Assert.Equal(0, _driver.Read(_buffer, Short, default));

    [Fact]
    public void Read_CancelledWhileWaiting_Throws()
    {
        using var cancellation = new CancellationTokenSource(Short);
        Assert.ThrowsAny<OperationCanceledException>(() => _driver.Read(_buffer, Timeout.InfiniteTimeSpan, cancellation.Token));
    }

    [Fact]
    public void Read_OtherEndCloses_ThrowsTransportLost()
    {
        _instrument.Dispose();
        Assert.Throws<TransportLostException>(() => _driver.Read(_buffer, Long, default));
    }

    [Fact]
    public void Write_NobodyReads_ThrowsTimeout() =>
        Assert.Throws<TimeoutException>(() => _driver.Write(new byte[20_000_000], Short, default));

    [Fact]
    public void DiscardInput_BytesWaiting_DropsThem()
    {
        _instrument.Write(new byte[700], Long, default);
        Assert.Equal(1, _driver.Read(_buffer.AsSpan(0, 1), Long, default));
        Assert.Equal(699, _driver.DiscardInput());
    }

    [Fact]
    public void Connect_NobodyListens_SaysWhere()
    {
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _listener.Stop();
        var error = Assert.Throws<TransportLostException>(() => TcpTransport.Connect("127.0.0.1", port, Long, default));
        Assert.Contains($"tcp://127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
    }
}
