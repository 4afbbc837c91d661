using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RoverRaman.Ground;

/// <summary>The ground's end of a two-way link, bytes as they are: udp://ADDRESS:PORT or tcp://ADDRESS:PORT to listen on, a device, or a file.</summary>
public sealed class LinkEndpoint : IDisposable
{
    const int LargestDatagram = 65_536;

    readonly BlockingCollection<byte[]> _received = new(1024);
    readonly CancellationTokenSource _stop = new();
    readonly Thread _receiving;
    readonly Socket? _udp;
    readonly TcpListener? _listener;
    readonly DevicePort? _device;
    Stream? _stream;
    EndPoint? _peer;

    LinkEndpoint(string name, Socket? udp = null, TcpListener? listener = null, DevicePort? device = null, Stream? stream = null)
    {
        (Name, _udp, _listener, _device, _stream) = (name, udp, listener, device, stream);
        _receiving = new Thread(Receive) { IsBackground = true, Name = "link-receive" };
        _receiving.Start();
    }

    /// <summary>Where it listens.</summary>
    public string Name { get; }

    /// <summary>True where each receipt is one datagram.</summary>
    public bool IsDatagram => _udp is not null;

    /// <summary>True where nothing more will come (the end of a file or connection).</summary>
    public bool IsAtEnd => _received.IsCompleted;

    /// <summary>Opens an endpoint.</summary>
    /// <param name="source">Its name.</param>
    /// <param name="baud">Rate of a serial device, bit/s; null leaves it as it is set.</param>
    /// <exception cref="DownlinkException">It cannot be opened.</exception>
    public static LinkEndpoint Open(string source, int? baud = null)
    {
        try
        {
            if (TryAddress(source, "udp://", out var udp))
            {
                var socket = new Socket(udp.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
                socket.Bind(udp);
                return new LinkEndpoint($"udp://{socket.LocalEndPoint}", udp: socket);
            }
            if (TryAddress(source, "tcp://", out var tcp))
            {
                var listener = new TcpListener(tcp);
                listener.Start();
                return new LinkEndpoint($"tcp://{listener.LocalEndpoint}", listener: listener);
            }
            return Libc.KindOf(source) is FileKind.CharacterDevice
                ? new LinkEndpoint(source, device: new DevicePort(source, baud, canWrite: true))
                : new LinkEndpoint(source, stream: new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            throw new DownlinkException($"Expected to open '{source}' (udp://ADDRESS:PORT or tcp://ADDRESS:PORT to listen on, a device or a file), found: {e.Message}", e);
        }
    }

    /// <summary>Sends bytes to an address (udp://, tcp://) or appends them to a file; opens and closes it.</summary>
    /// <exception cref="DownlinkException">Not sent.</exception>
    public static void SendOnce(string target, ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (TryAddress(target, "udp://", out var udp))
            {
                using var socket = new Socket(udp.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
                _ = socket.SendTo(bytes, udp);
            }
            else if (TryAddress(target, "tcp://", out var tcp))
            {
                using var client = new TcpClient();
                client.Connect(tcp);
                client.GetStream().Write(bytes);
            }
            else
            {
                using var file = new FileStream(target, FileMode.Append, FileAccess.Write);
                file.Write(bytes);
            }
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            throw new DownlinkException($"Expected to send to '{target}', found: {e.Message}", e);
        }
    }

    /// <summary>What has come, within a time; null where nothing has.</summary>
    public byte[]? Take(TimeSpan limit)
    {
        try
        {
            return _received.TryTake(out byte[]? bytes, limit) ? bytes : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Sends back to where frames came from; false where nothing has come yet, or it is a file.</summary>
    public bool TryAnswer(ReadOnlySpan<byte> frame)
    {
        try
        {
            if (_udp is not null && _peer is not null)
                return _udp.SendTo(frame, _peer) == frame.Length;
            if (_device is not null)
                return _device.TryWrite(frame, _stop.Token);
            if (_stream is not NetworkStream network)
                return false;
            network.Write(frame);
            return true;
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            return false; // it will come again, and be answered again
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _udp?.Dispose();
        _listener?.Dispose();
        _stream?.Dispose();
        if (_device is null)
            return;
        _receiving.Join(); // a descriptor must not be closed under a call
        _device.Dispose();
    }

    void Receive()
    {
        byte[] buffer = new byte[LargestDatagram];
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                if (_listener is not null && _stream is null)
                    _stream = _listener.AcceptTcpClient().GetStream();
                int count = Receive(buffer);
                if (count > 0)
                    _received.Add(buffer[..count], _stop.Token);
                else if (_listener is not null)
                    _stream = null; // the robot will connect again
                else if (_udp is null)
                    break;
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException) { } // closed, here or there
        _received.CompleteAdding();
    }

    int Receive(byte[] buffer)
    {
        try
        {
            return _udp is not null ? ReceiveDatagram(buffer) : _device is not null ? _device.Read(buffer, _stop.Token) : _stream!.Read(buffer);
        }
        catch (IOException) when (_listener is not null && !_stop.IsCancellationRequested)
        {
            return 0; // the robot's program died: only this connection is over
        }
    }

    int ReceiveDatagram(byte[] buffer)
    {
        EndPoint from = new IPEndPoint(_udp!.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        int count = _udp.ReceiveFrom(buffer, ref from);
        _peer = from;
        return count;
    }

    static bool TryAddress(string text, string scheme, out IPEndPoint address)
    {
        address = new IPEndPoint(IPAddress.Loopback, 0);
        if (!text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        string rest = text[scheme.Length..];
        int colon = rest.LastIndexOf(':');
        if (colon > 0 && ushort.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            && (rest[..colon] == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(rest[..colon], out var parsed) ? parsed : null) is { } host)
            address = new IPEndPoint(host, port);
        else
            throw new DownlinkException($"Expected {scheme}ADDRESS:PORT, such as {scheme}127.0.0.1:5006, found '{text}'.");
        return true;
    }
}
