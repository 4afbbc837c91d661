using System.Net.Sockets;
using System.Text;

namespace RoverRaman.EndToEnd.Tests;

/// <summary>The daemon under systemd: sd_notify(3) and its watchdog.</summary>
public sealed class ServiceManagerTests
{
    [Fact]
    public void Daemon_TellsReady_StrokesTheWatchdog_AndTellsStopping()
    {
        using var rig = new TestRig();
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = (int)ChildProcess.Limit.TotalMilliseconds };
        manager.Bind(new UnixDomainSocketEndPoint(rig.At("notify")));
        using var daemon = rig.StartDaemon(new Dictionary<string, string> { ["NOTIFY_SOCKET"] = rig.At("notify"), ["WATCHDOG_USEC"] = "3000000" });

        Assert.Equal("READY=1", Receive(manager));
        Assert.Equal("WATCHDOG=1", Receive(manager)); // without an instrument, too: waiting for one is work
        Assert.Equal("WATCHDOG=1", Receive(manager));
        Assert.Equal(0, daemon.Stop());
        string last;
        while ((last = Receive(manager)) == "WATCHDOG=1") { }
        Assert.Equal("STOPPING=1", last);
    }

    static string Receive(Socket socket)
    {
        var bytes = new byte[256];
        return Encoding.UTF8.GetString(bytes, 0, socket.Receive(bytes));
    }
}
