using System.Diagnostics;
using System.Net.Sockets;
using RoverRaman.Wire;

namespace RoverRaman.Hil;

/// <summary>Reads what the daemon decides, with the time of each, on a thread of its own.</summary>
sealed class DecisionReader : IDisposable
{
    readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    readonly List<(DecisionRecord Decision, long At)> _decisions = [];
    readonly Thread _thread;

    /// <summary>Connects to a daemon that is starting.</summary>
    public DecisionReader(DaemonProcess daemon)
    {
        while (!TryConnect(daemon.SocketPath))
        {
            if (daemon.HasExited)
                throw new HilException($"Expected the daemon to start, it ended:\n{daemon.Log}");
            Thread.Sleep(5);
        }
        _thread = new Thread(Read) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Decisions so far.</summary>
    public int Count
    {
        get
        {
            lock (_decisions)
                return _decisions.Count;
        }
    }

    /// <summary>Number of the latest spectrum decided, or 0 before the first.</summary>
    public uint LatestSpectrum
    {
        get
        {
            lock (_decisions)
                return _decisions.Count == 0 ? 0 : _decisions[^1].Decision.SpectrumId;
        }
    }

    /// <summary>Everything decided so far.</summary>
    public IReadOnlyList<(DecisionRecord Decision, long At)> All
    {
        get
        {
            lock (_decisions)
                return [.. _decisions];
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _thread.Join();
    }

    bool TryConnect(string path)
    {
        try
        {
            _socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    void Read()
    {
        var frames = new StreamFrameReader();
        var bytes = new byte[65536];
        try
        {
            while (_socket.Receive(bytes) is > 0 and var count)
            {
                var now = Stopwatch.GetTimestamp();
                ReadOnlySpan<byte> input = bytes.AsSpan(0, count);
                while (frames.TryRead(ref input, out var message))
                    Take(message, now);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The daemon or this object ended; what is missing shows in the count.
        }
    }

    void Take(ReadOnlyMemory<byte> message, long now)
    {
        if (WireMessage.KindOf(message.Span) != MessageKind.Decision)
            return;
        lock (_decisions)
            _decisions.Add((DecisionCodec.Read(message), now));
    }
}
