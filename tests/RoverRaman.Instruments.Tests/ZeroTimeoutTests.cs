using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Tests;

/// <summary>A read without time to wait: what is there, at once.</summary>
public sealed class ZeroTimeoutTests : IDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    readonly List<IDisposable> _open = [];

    public static TheoryData<string> Transports() => new("tty", "pty", "tcp");

    public void Dispose()
    {
        foreach (var transport in _open)
            transport.Dispose();
    }

    [Theory, MemberData(nameof(Transports))]
    public void Read_ZeroTimeoutAndNothingThere_ReturnsAtOnce(string kind)
    {
        var (driver, instrument) = Connect(kind);
        CheckReturnsAtOnce(driver, instrument);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task Read_ZeroTimeoutWhileBytesArrive_LosesNone(string kind)
    {
        var (driver, instrument) = Connect(kind);
        await CheckLosesNone(driver, instrument);
    }

    [Theory, MemberData(nameof(Transports))]
    public void Read_ZeroTimeoutAndCancelled_Throws(string kind) =>
        Assert.Throws<OperationCanceledException>(() => Connect(kind).Driver.Read(new byte[1], TimeSpan.Zero, new CancellationToken(canceled: true)));

    /// <summary>A thousand reads of an idle line, and the byte that comes afterwards.</summary>
    internal static void CheckReturnsAtOnce(IByteTransport driver, IByteTransport instrument)
    {
        const int Reads = 1000;
        var (buffer, start) = (new byte[16], Stopwatch.GetTimestamp());
        for (var i = 0; i < Reads; i++)
            Assert.Equal(0, driver.Read(buffer, TimeSpan.Zero, default));
        // A wait of one turn of poll (20 ms) in each would take as long as the limit.
        Assert.True(Stopwatch.GetElapsedTime(start) < Limit / 2, $"{Reads} reads took {Stopwatch.GetElapsedTime(start)}");
        instrument.Write([42], Limit, default);
        Assert.Equal((1, 42), (driver.Read(buffer, Limit, default), buffer[0]));
    }

    /// <summary>Bytes that come in spurts while nothing but reads without time are made.</summary>
    internal static async Task CheckLosesNone(IByteTransport driver, IByteTransport instrument)
    {
        var sent = new byte[20_000];
        new Random(5).NextBytes(sent);
        var writing = Task.Run(() => Send(instrument, sent), TestContext.Current.CancellationToken);
        var (received, start) = (new List<byte>(), Stopwatch.GetTimestamp());
        var buffer = new byte[7];
        while (received.Count < sent.Length && Stopwatch.GetElapsedTime(start) < Limit)
            received.AddRange(buffer.AsSpan(0, driver.Read(buffer, TimeSpan.Zero, default)));
        await writing;
        Assert.Equal(sent, received);
    }

    static void Send(IByteTransport instrument, byte[] bytes)
    {
        var random = new Random(6);
        for (var at = 0; at < bytes.Length;)
        {
            var count = Math.Min(random.Next(1, 40), bytes.Length - at);
            instrument.Write(bytes.AsSpan(at, count), Limit, default);
            at += count;
        }
    }

    (IByteTransport Driver, IByteTransport Instrument) Connect(string kind)
    {
        if (kind == "tcp")
            return ConnectTcp();
        var master = Keep(PtyMaster.Create());
        return kind switch
        {
            "tty" => (Keep(TtyTransport.Open(master.TerminalPath)), master),
            "pty" => (master, Keep(TtyTransport.Open(master.TerminalPath))),
            _ => throw new ArgumentException($"Expected a transport, found {kind}.", nameof(kind)),
        };
    }

    (IByteTransport, IByteTransport) ConnectTcp()
    {
        var listener = Keep(new TcpListener(IPAddress.Loopback, 0));
        listener.Start();
        var driver = Keep(TcpTransport.Connect("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, Limit, default));
        return (driver, Keep(new TcpTransport(listener.AcceptSocket())));
    }

    T Keep<T>(T transport) where T : IDisposable
    {
        _open.Add(transport);
        return transport;
    }
}
