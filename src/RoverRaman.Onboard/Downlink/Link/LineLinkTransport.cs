using RoverRaman.Instruments;
using RoverRaman.Instruments.Transports;

namespace RoverRaman.Onboard;

/// <summary>Frames on a serial line or a TCP stream; the line is opened again when it was lost.</summary>
public sealed class LineLinkTransport(TransportAddress address) : ILinkTransport
{
    static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(10);
    static readonly TimeSpan ReadWait = TimeSpan.FromMilliseconds(1);

    IByteTransport? _line;

    /// <inheritdoc/>
    public string Name => address.ToString();

    /// <inheritdoc/>
    public bool IsDatagram => false;

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> frame)
    {
        try
        {
            _line ??= address.Open();
            _line.Write(frame, WriteLimit, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            Dispose();
            throw e as IOException ?? new IOException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public int Receive(Span<byte> buffer)
    {
        try
        {
            _line ??= address.Open(); // a robot that has nothing to say still listens
            return _line.Read(buffer, ReadWait, CancellationToken.None);
        }
        catch (IOException)
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _line?.Dispose();
        _line = null;
    }
}
