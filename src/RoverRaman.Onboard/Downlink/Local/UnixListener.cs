using System.Net.Sockets;

namespace RoverRaman.Onboard;

/// <summary>Makes and removes the file of a listening Unix socket.</summary>
static class UnixListener
{
    const int Backlog = 16;

    /// <summary>Binds, sets who may connect, and only then listens.</summary>
    /// <exception cref="IOException">The path is in use or cannot be made.</exception>
    public static Socket Bind(string path, UnixFileMode mode)
    {
        RemoveStale(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, mode);
            socket.Listen(Backlog);
            return socket;
        }
        catch (Exception e) when (e is SocketException or ArgumentException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new IOException($"Expected to make the socket {path}, found: {e.Message} Check the folder and its permissions, and that the path is shorter than 108 bytes.", e);
        }
    }

    /// <summary>Removes the file, if it is still there.</summary>
    public static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { } // the next start replaces it
    }

    static void RemoveStale(string path)
    {
        if (!File.Exists(path))
            return;
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused && new FileInfo(path).Length == 0)
        {
            File.Delete(path); // a socket that nobody serves
            return;
        }
        catch (SocketException e)
        {
            throw new IOException($"Expected {path} to be free or a socket, found something else ({e.Message}); remove it or choose another path.", e);
        }
        throw new IOException($"Expected {path} to be free, found a program that serves it; is another daemon running?");
    }
}
