using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using RoverRaman.Cli;
using RoverRaman.Onboard;
using RoverRaman.Onboard.Tests;
using RoverRaman.Triage;
using RoverRaman.Wire;

namespace RoverRaman.Ground.Tests;

/// <summary>The verbs of the product link against a real session, over UDP and files.</summary>
public sealed class ProductVerbTest : IDisposable
{
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Follow_WithAStore_ArchivesAndAcknowledges_OverUdp()
    {
        using var robot = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        robot.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = FreePort();
        var follow = Run("follow", $"udp://127.0.0.1:{port}", "--store", _folder["a.db"], "--envelope", "ccsds", "--count", "6", "--timeout", "30", "--report-every", "0.05", "--json");
        using var store = new ProductStore(new SimulatedDisk(), new ProductStoreOptions { Path = "/d/p" });
        var session = new LinkSession(new LinkSessionOptions { Envelope = LinkEnvelope.SpacePacket, Mtu = 300, AcknowledgeTimeout = 300 }, store, new Prioritiser(new()));
        for (uint i = 1; i <= 3; i++)
        {
            session.Add(Made.Product(ProductKind.Standard, i));
            session.Add(Made.Product(ProductKind.Near, i + 10));
        }
        byte[] frame = new byte[LinkFramer.MaxFrame];
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (!follow.IsCompleted && clock.Elapsed < TimeSpan.FromSeconds(30))
        {
            while (session.Next(clock.ElapsedMilliseconds, frame) is > 0 and var length)
                _ = robot.SendTo(frame.AsSpan(0, length), new IPEndPoint(IPAddress.Loopback, port));
            if (robot.Poll(10_000, SelectMode.SelectRead))
                session.Receive(frame.AsSpan(0, Receive(robot, frame)), isDatagram: true, clock.ElapsedMilliseconds);
        }
        var (code, output, error) = await follow;
        Assert.True(code == 0, error);
        Assert.Contains("\"products\":6,", output, StringComparison.Ordinal);
        while (robot.Poll(200_000, SelectMode.SelectRead))
            session.Receive(frame.AsSpan(0, Receive(robot, frame)), isDatagram: true, clock.ElapsedMilliseconds);
        Assert.Empty(store.Held);
    }

    [Fact]
    public async Task FilesAlone_DecodeAckGapsAndCommand()
    {
        using var store = new ProductStore(new SimulatedDisk(), new ProductStoreOptions { Path = "/d/p" });
        var session = new LinkSession(new LinkSessionOptions { Mtu = 100 }, store, new Prioritiser(new()));
        session.Add(Made.Product(ProductKind.Peaks, 2));
        session.Add(Made.Product(ProductKind.Thumbnail256, 7));
        byte[] frame = new byte[LinkFramer.MaxFrame];
        using (var capture = File.Create(_folder["down.bin"]))
            while (session.Next(0, frame) is > 0 and var length)
                capture.Write(frame.AsSpan(0, length));

        var (code, output, error) = await Run("decode", _folder["down.bin"], "--envelope", "cobs", "--store", _folder["a.db"]);
        Assert.True(code == 0, error);
        Assert.Contains("products 2, duplicates 0, undecodable 0, bad frames 0", output, StringComparison.Ordinal);

        (code, output, _) = await Run("gaps", "--store", _folder["a.db"]);
        Assert.Equal(0, code);
        Assert.Contains("3..6 (4)  ask: roverraman downlink command send-spectrum 3..6 --to TARGET", output, StringComparison.Ordinal);

        (code, _, error) = await Run("ack", "--store", _folder["a.db"], "--to", _folder["up.bin"]);
        Assert.True(code == 0, error);
        (code, _, error) = await Run("command", "ping", "--id", "5", "--to", _folder["up.bin"]);
        Assert.True(code == 0, error);
        LinkCommand? received = null;
        session.OnCommand = command =>
        {
            received = command;
            return (CommandResult.Done, "");
        };
        session.Receive(await File.ReadAllBytesAsync(_folder["up.bin"], TestContext.Current.CancellationToken), isDatagram: false, 0);
        Assert.Empty(store.Held);
        Assert.Equal((5u, LinkOperation.Ping), (received!.CommandId, received.Operation));
    }

    [Theory]
    [InlineData(2, "command", "jump", "--to", "x")]
    [InlineData(2, "command", "send-spectrum", "9..3", "--to", "x")]
    [InlineData(2, "command", "ping")]
    [InlineData(2, "gaps")]
    [InlineData(2, "ack", "--store", "x.db", "--to", "y", "--envelope", "tin")]
    [InlineData(1, "decode", "/nowhere", "--envelope", "cobs")]
    [InlineData(1, "command", "set-policy", "/nowhere", "--to", "x")]
    public async Task WrongUse_IsNamed(int expected, params string[] arguments)
    {
        var (code, _, error) = await Run(arguments);
        Assert.Equal(expected, code);
        Assert.Contains("xpected", error, StringComparison.Ordinal);
    }

    static int Receive(Socket socket, byte[] buffer)
    {
        try
        {
            return socket.Receive(buffer);
        }
        catch (SocketException)
        {
            return 0; // nobody listened there yet
        }
    }

    static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        try
        {
            var parse = new RootCommand { DownlinkVerb.Create() }.Parse(["downlink", .. arguments]);
            int code = parse.Errors.Count > 0 ? 2 : await parse.InvokeAsync(configuration, TestContext.Current.CancellationToken);
            return (code, output.ToString(), error.ToString() + string.Join(' ', parse.Errors));
        }
        catch (UsageException e)
        {
            return (2, output.ToString(), e.Message);
        }
        catch (IOException e)
        {
            return (1, output.ToString(), e.Message);
        }
    }
}
