using RoverRaman.Instruments;
using RoverRaman.Instruments.Transports;
using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>COBS frames on a serial line or a TCP stream; the line is opened again when it was lost.</summary>
public sealed class LineLinkWriter(TransportAddress address) : IMessageWriter
{
    /// <summary>A spectrum at 9,600 baud takes 3 s.</summary>
    static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(10);

    byte[] _frame = new byte[512];
    IByteTransport? _line;

    /// <inheritdoc/>
    public string Name => address.ToString();

    /// <inheritdoc/>
    public void Write(MessageSlot message)
    {
        var room = CobsFrame.MaxSize(message.Payload.Length) + 1;
        if (_frame.Length < room)
            _frame = new byte[room];
        var fresh = _line is null;
        _frame[0] = 0; // ends what a lost line cut short; good frames need none
        var length = 1 + CobsFrame.Write(message.Payload, _frame.AsSpan(1));
        try
        {
            _line ??= address.Open();
            _line.Write(_frame.AsSpan(fresh ? 0 : 1, fresh ? length : length - 1), WriteLimit, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            Dispose();
            throw e as IOException ?? new IOException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Idle()
    {
        try
        {
            _line?.DiscardInput(); // nobody reads yet what ground says on this line
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
