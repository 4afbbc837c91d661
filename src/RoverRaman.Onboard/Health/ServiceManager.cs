using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace RoverRaman.Onboard;

/// <summary>
/// Tells systemd how the service does: sd_notify(3), one datagram of KEY=VALUE lines to the socket named in NOTIFY_SOCKET. Does nothing
/// where nobody asked.
/// </summary>
public sealed class ServiceManager : IDisposable
{
    readonly Socket? _socket;
    readonly UnixDomainSocketEndPoint? _address;

    /// <summary>Reads the wishes of the service manager.</summary>
    /// <param name="notifySocket">NOTIFY_SOCKET: a path, or @name in the abstract namespace; null or empty where there is none.</param>
    /// <param name="watchdogMicroseconds">WATCHDOG_USEC, or null.</param>
    /// <param name="watchdogProcess">WATCHDOG_PID, or null: for any process.</param>
    public ServiceManager(string? notifySocket, string? watchdogMicroseconds = null, string? watchdogProcess = null)
    {
        if (string.IsNullOrEmpty(notifySocket))
            return;
        _address = new UnixDomainSocketEndPoint(notifySocket[0] == '@' ? '\0' + notifySocket[1..] : notifySocket);
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        var ours = string.IsNullOrEmpty(watchdogProcess) || watchdogProcess == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        if (ours && long.TryParse(watchdogMicroseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0)
            WatchdogInterval = TimeSpan.FromMicroseconds(limit / 2.0); // sd_watchdog_enabled(3): ping at half the limit
    }

    /// <summary>The service manager of this process' environment.</summary>
    public static ServiceManager FromEnvironment() => new(
        Environment.GetEnvironmentVariable("NOTIFY_SOCKET"), Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID"));

    /// <summary>How often a sign of life is expected; null where there is no watchdog.</summary>
    public TimeSpan? WatchdogInterval { get; }

    /// <summary>The service does its work.</summary>
    public void Ready() => Tell("READY=1");

    /// <summary>Everything moves.</summary>
    public void Alive() => Tell("WATCHDOG=1");

    /// <summary>One line for systemctl status.</summary>
    public void Status(string text) => Tell("STATUS=" + text);

    /// <summary>The service ends.</summary>
    public void Stopping() => Tell("STOPPING=1");

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    void Tell(string state)
    {
        try
        {
            _ = _socket?.SendTo(Encoding.UTF8.GetBytes(state), _address!);
        }
        catch (SocketException) { } // a service manager that does not listen is no reason to stop working
    }
}
