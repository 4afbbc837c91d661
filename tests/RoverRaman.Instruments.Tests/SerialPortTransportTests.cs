using RoverRaman.Instruments.Transports;

namespace RoverRaman.Instruments.Tests;

/// <summary>Only with the official packages, which bring System.IO.Ports.</summary>
public class SerialPortTransportTests
{
    [Fact]
    public void Open_NoSuchPort_SaysWhichOne()
    {
        var error = Assert.Throws<TransportLostException>(() => new SerialPortTransport("/dev/no-such-tty", 9600));
        Assert.Contains("/dev/no-such-tty", error.Message);
    }

    [Fact]
    public void ReadAndWrite_OverAPty_CarryTheBytes()
    {
        using var master = PtyMaster.Create();
        using var port = new SerialPortTransport(master.TerminalPath, 9600);
        var (limit, buffer) = (TimeSpan.FromSeconds(10), new byte[8]);
        master.Write([1, 2, 3], limit, default);
        Assert.Equal(1, port.Read(buffer.AsSpan(0, 1), limit, default));
        Assert.Equal(1, buffer[0]);
        port.Write([0x11, 0, 0xff], limit, default);
        int count = 0;
        while (count < 3)
            count += master.Read(buffer.AsSpan(count), limit, default);
        Assert.Equal([0x11, 0, 0xff], buffer[..3]);
        Assert.Equal(2, port.DiscardInput());
        Assert.Equal(0, port.Read(buffer, TimeSpan.Zero, default));
    }

    [Fact]
    public void Read_OtherEndClosed_SaysThatTheLineIsGone()
    {
        var master = PtyMaster.Create();
        using var port = new SerialPortTransport(master.TerminalPath, 9600);
        master.Dispose();
        Assert.Throws<TransportLostException>(() => port.Read(new byte[1], TimeSpan.FromSeconds(10), default));
    }

    [Fact]
    public async Task Read_ZeroTimeout_ReturnsAtOnceAndLosesNone()
    {
        using var master = PtyMaster.Create();
        using var port = new SerialPortTransport(master.TerminalPath, 9600);
        ZeroTimeoutTests.CheckReturnsAtOnce(port, master);
        await ZeroTimeoutTests.CheckLosesNone(port, master);
    }
}
